"""The group's side of a story as rows: its series, group sessions and members."""

from datetime import timedelta
from random import Random

from models import (
    CallRequest,
    GroupSession,
    GroupSessionSkill,
    GroupSessionState,
    Member,
    MemberAway,
    MemberEvent,
    MemberNote,
    MemberOrigin,
    MemberState,
    MemberStep,
    MemberStrength,
    Series,
)
from services import clock
from services.demo.calendar import FORTNIGHT, PLANNED_AHEAD, midnight, rhythm
from services.demo.clinic_rows import contact_values
from services.demo.rows import Rows
from services.demo.sayings import MEMBER_NOTES, STRENGTH_WORDS
from services.demo.story import Meeting, Person, Story

SKILLS_PLANNED = timedelta(days=45)


def sessions(story: Story, rows: Rows) -> None:
    """The series, and every group session of it with the skills practised or planned (R17)."""
    shape = rhythm(story.place, story.since, story.until)
    series_id = rows.add(
        Series,
        group_id=story.group_id,
        starts_on=shape.starts_on,
        until=None,
        every_weeks=shape.every_weeks,
        local_time=shape.local_time,
        minutes=shape.minutes,
        venue=story.place.venue,
        created_at=midnight(story.since),
        created_by_id=story.coordinator_ids[0],
    )
    for meeting in story.meetings:
        _session(story, rows, meeting, series_id)


def members(story: Story, rows: Rows) -> None:
    """Everyone in the group, with how they came and went."""
    for person in story.people:
        _member(story, rows, person)
        _events(story, rows, person)
        _strengths(story.rng, story.strength_ids, rows, person)
    _around(story, rows)


def _session(story: Story, rows: Rows, meeting: Meeting, series_id: int) -> None:
    soon = meeting.starts_at < story.now + SKILLS_PLANNED
    finished_at = meeting.ends_at + timedelta(minutes=story.rng.randint(1, 25)) if meeting.finished else None
    meeting.id = rows.add(
        GroupSession,
        group_id=story.group_id,
        series_id=series_id,
        slot_on=meeting.slot_on,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        venue=story.place.venue,
        state=GroupSessionState.CANCELLED if meeting.cancelled else GroupSessionState.PLANNED,
        cancel_reason=meeting.cancelled,
        plan=meeting.plan if soon else "",
        note=meeting.note,
        register_finished_at=finished_at,
        register_finished_by_id=story.rng.choice(story.coordinator_ids) if finished_at else None,
        created_at=max(midnight(story.since), meeting.starts_at - PLANNED_AHEAD - FORTNIGHT),
    )
    if soon and not meeting.cancelled and story.skill_ids:
        for skill_id in sorted(story.rng.sample(story.skill_ids, story.rng.randint(2, 3))):
            rows.add(GroupSessionSkill, group_session_id=meeting.id, skill_id=skill_id)


def _member(story: Story, rows: Rows, person: Person) -> None:
    joined_at = person.stays[0].joined_at
    rows.add(
        Member,
        id=person.id,
        group_id=story.group_id,
        graduate_id=person.graduate_id,
        account_id=person.account_id,
        name=person.contact.name,
        origin=person.origin,
        state=MemberState.ACTIVE if person.here else MemberState.PAUSED if person.paused_at else MemberState.LEFT,
        confirmation=person.confirmation,
        joined_on=clock.local(joined_at).date(),
        created_at=joined_at,
        seated_only=story.rng.random() < 0.15,
        no_lifting=story.rng.random() < 0.4,
        suggest_roles=person.leads or story.rng.random() < 0.92,
        duties_per_session=4 if person.leads else 1,
        duties_in_six_weeks=12 if person.leads else 2,
        **contact_values(person.contact),
    )


def _events(story: Story, rows: Rows, person: Person) -> None:
    came_along = person.origin is MemberOrigin.CAME_ALONG
    for number, stay in enumerate(person.stays):
        first = MemberStep.CAME_ALONG if came_along else MemberStep.JOINED
        _event(story, rows, person, MemberStep.CAME_BACK if number else first, stay.joined_at)
        if came_along and person.graduate_id:
            _event(story, rows, person, MemberStep.CONFIRMED, stay.joined_at + timedelta(days=2))
        if stay.left_at:
            _event(story, rows, person, MemberStep.LEFT, stay.left_at, reason=stay.reason)
    if person.paused_at:
        _event(story, rows, person, MemberStep.PAUSED, person.paused_at)


def _event(story: Story, rows: Rows, person: Person, step: MemberStep, at: object, reason: object = None) -> None:
    by = story.staff_id if step is MemberStep.CONFIRMED else story.rng.choice(story.coordinator_ids)
    rows.add(MemberEvent, member_id=person.id, step=step, at=at, account_id=by, reason=reason)


def _strengths(rng: Random, strength_ids: list[int], rows: Rows, person: Person) -> None:
    for strength_id in sorted(rng.sample(strength_ids, min(len(strength_ids), rng.randint(0, 3)))):
        rows.add(MemberStrength, member_id=person.id, strength_id=strength_id, own_words=rng.choice(STRENGTH_WORDS))


def _around(story: Story, rows: Rows) -> None:
    """Notes among the coordinators, someone away, and a call asked of the clinic (R10)."""
    here = [one for one in story.people if one.here and one.graduate_id and not one.leads]
    by = story.coordinator_ids[-1]
    for person, text in zip(story.rng.sample(here, min(3, len(here))), MEMBER_NOTES, strict=False):
        rows.add(MemberNote, member_id=person.id, text=text, at=story.now - timedelta(days=40), account_id=by)
    away = here[-1]
    since = story.until + timedelta(days=3)
    rows.add(MemberAway, member_id=away.id, since=since, until=since + timedelta(days=16))
    _calls(story, rows, by)


def _calls(story: Story, rows: Rows, by: int) -> None:
    """One that the clinic has still to make, and one that it made."""
    referred = [one for one in story.people if one.here and one.origin is MemberOrigin.REFERRAL]
    asking, called, *_ = sorted(referred, key=lambda one: one.stays[-1].joined_at)
    at = story.now - timedelta(days=18, hours=9)
    for person, values in (
        (asking, {"asked_at": story.now - timedelta(hours=31)}),
        (called, {"asked_at": at - timedelta(days=1), "closed_at": at, "closed_by_id": story.staff_id,
                  "called_on": clock.local(at).date(), "called_by": story.referrer}),
    ):  # fmt: skip
        rows.add(
            CallRequest, group_id=story.group_id, graduate_id=person.graduate_id, asked_by_id=by, **values
        )  # fmt: skip
