"""Registers and duties as rows, each with the events that led there."""

from datetime import datetime, timedelta

from models import (
    AuditEvent,
    Duty,
    DutyEvent,
    DutyState,
    Growth,
    Mark,
    MarkEvent,
    MarkKind,
    MemberRole,
    SaidComing,
    Wish,
)
from services.demo.duties import Done, by_person
from services.demo.newest import quiet_person
from services.demo.rows import Rows
from services.demo.story import Line, Meeting, Person, Story, Task

NOT_RECORDED = MarkKind.NOT_RECORDED
ENJOYED_AFTER, READY_AFTER = 3, 8
SAID_COMING = 4
RATHER_NOT = ("Treasurer", "Social media")


def registers(story: Story, rows: Rows) -> None:
    """Every mark, with what was changed and when."""
    for meeting in story.meetings:
        account_id = story.rng.choice(story.coordinator_ids)
        for member_id, line in meeting.lines.items():
            _mark(rows, meeting, member_id, line, account_id)
        if meeting.finished:
            rows.add(
                AuditEvent, at=meeting.ends_at, account_id=account_id, action="register.finished",
                subject="group_session", subject_id=meeting.id, group_id=story.group_id,
            )  # fmt: skip


def duties(story: Story, rows: Rows, done: list[Done]) -> None:
    """Duties of the past, those given for the next group sessions, and what people say of roles."""
    for one in done:
        _past(story, rows, one)
    _next(story, rows, done)
    _said_coming(story, rows)
    _said(story, rows, done)


def _mark(rows: Rows, meeting: Meeting, member_id: int, line: Line, account_id: int) -> None:
    mark_id = rows.add(
        Mark,
        group_session_id=meeting.id,
        member_id=member_id,
        kind=NOT_RECORDED if line.undone else line.kind,
        left_early=line.left_early,
        at=line.at + timedelta(minutes=1) if line.undone else line.at,
        account_id=account_id,
    )
    rows.add(
        MarkEvent,
        mark_id=mark_id,
        before=NOT_RECORDED,
        after=line.kind,
        after_left_early=line.left_early,
        at=line.at,
        account_id=account_id,
    )
    if line.undone:
        undone_at = line.at + timedelta(minutes=1)
        rows.add(MarkEvent, mark_id=mark_id, before=line.kind, after=NOT_RECORDED, at=undone_at, account_id=account_id)


def _past(story: Story, rows: Rows, done: Done) -> None:
    asked_at = done.meeting.starts_at - timedelta(days=story.rng.randint(3, 9), minutes=story.rng.randrange(300))
    steps = [(DutyState.OFFERED, asked_at), (DutyState.ACCEPTED, asked_at + timedelta(hours=3))]
    if done.handed_back:
        steps.append((DutyState.HANDED_BACK, done.meeting.starts_at - timedelta(hours=20)))
    else:
        steps.append((DutyState.DONE, done.meeting.ends_at))
    _duty(story, rows, done.meeting, done.task, done.person, steps, backup=done.backup)


def _next(story: Story, rows: Rows, done: list[Done]) -> None:
    """Some roles taken for the next group session, one waiting for a yes, the rest open."""
    often = by_person(done)
    quiet = quiet_person(story)
    who = {person.id: person for person in story.people if person.here and person is not quiet}
    for meeting, wanted in zip(story.coming, (5, 2), strict=False):
        free = [id_ for id_ in who if id_ not in meeting.lines]
        known = sorted((key for key in often if key[0] in free), key=lambda key: (-often[key], key))
        chosen: dict[int, int] = {}
        for member_id, role_id in known:
            if role_id not in chosen.values() and len(chosen) < wanted:
                chosen.setdefault(member_id, role_id)
        for number, (member_id, role_id) in enumerate(chosen.items()):
            asked_at = story.now - timedelta(days=2, hours=number)
            steps = [(DutyState.OFFERED, asked_at), (DutyState.ACCEPTED, asked_at + timedelta(hours=6))]
            task = next(task for task in story.tasks if task.id == role_id)
            _duty(story, rows, meeting, task, who[member_id], steps[: 1 if number == wanted - 1 else 2])


def _said_coming(story: Story, rows: Rows) -> None:
    """Some have said already that they come to the next group session."""
    quiet = quiet_person(story)
    for meeting in story.coming[:1]:
        free = [
            person for person in story.people if person.here and person is not quiet and person.id not in meeting.lines
        ]
        for number, person in enumerate(free[:SAID_COMING]):
            at = story.now - timedelta(days=1, hours=number)
            rows.add(
                SaidComing,
                group_session_id=meeting.id,
                member_id=person.id,
                at=at,
                account_id=story.coordinator_ids[0],
            )


def _duty(
    story: Story,
    rows: Rows,
    meeting: Meeting,
    task: Task,
    person: Person,
    steps: list[tuple[DutyState, datetime]],
    *,
    backup: bool = False,
) -> None:
    duty_id = rows.add(
        Duty,
        group_session_id=meeting.id,
        group_role_id=task.id,
        member_id=person.id,
        backup=backup,
        state=steps[-1][0],
        created_at=steps[0][1],
    )
    account_id = story.rng.choice(story.coordinator_ids)
    for state, at in steps:
        done = state is DutyState.DONE
        rows.add(DutyEvent, duty_id=duty_id, state=state, at=at, account_id=account_id, by_register=done)


def _said(story: Story, rows: Rows, done: list[Done]) -> None:
    """What people say of roles they did (growth is theirs to set, R22), and what some would rather not."""
    often = by_person(done)
    for (member_id, role_id), times in sorted(often.items()):
        enjoyed = times >= ENJOYED_AFTER
        growth = Growth.READY_TO_LEAD if times >= READY_AFTER else Growth.ENJOYED if enjoyed else Growth.TRIED
        wish = Wish.WOULD_LIKE if enjoyed else Wish.OPEN
        rows.add(MemberRole, member_id=member_id, group_role_id=role_id, wish=wish, growth=growth)
    for task in (task for task in story.tasks if task.name in RATHER_NOT):
        for person in (person for person in story.people if person.here):
            if (person.id, task.id) not in often and story.rng.random() < 0.2:
                rows.add(MemberRole, member_id=person.id, group_role_id=task.id, wish=Wish.WOULD_RATHER_NOT)
