"""Loads the demo's two years (or any size of it) into an empty database, in one transaction."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random

from sqlmodel import Session, col, select

from models import Clinic, ConsentKind, ConsentWording, GraduateGroup, GroupRole, Skill, Strength
from services import clock
from services.administration.defaults import add_defaults
from services.clinic.consents import FIRST_WORDING
from services.database import transaction
from services.demo import (
    attendance,
    clinic_rows,
    clinic_side,
    duties,
    edge_cases,
    feelings,
    group_rows,
    newest,
    people,
    referrals,
    register_rows,
)
from services.demo.accounts import Accounts, Team
from services.demo.calendar import meetings, midnight, started
from services.demo.emptiness import refuse_unless_empty
from services.demo.names import Namer
from services.demo.places import Place, place
from services.demo.rows import Rows
from services.demo.story import Story, Task
from services.errors import Invalid, NotAllowed, Problem
from services.group_sessions.weekdays import to_bits
from services.security.passwords import DEMO_PASSWORD, hash_password
from services.settings import settings

SEED = 14
# A second clinic is always there, so that a leak would show.
FEWEST_GROUPS, MOST_GROUPS = 2, 5000
MOST_YEARS = 20


def load_demo(groups: int = 2, years: int = 2, until: date | None = None, *, seed: int = SEED) -> None:
    """Fills an empty database with invented people: the same `seed` and `until` tell the same story.

    Args:
        groups: clinics with one group each, at least two.
        years: how long the story is; it ends with the day before `until`.
        until: the first day that is still to come, by default today.

    Raises:
        NotAllowed: outside the demo.
        Invalid: a size that cannot be.
        Conflict: the database is not empty.
    """
    if not settings().demo:
        raise NotAllowed(
            "Demo data is refused here, because COMMON_GROUND_ENVIRONMENT is production: its passwords are public. "
            "Nothing was changed. To try the demo, use another database with COMMON_GROUND_ENVIRONMENT=demo."
        )
    until = until or clock.today()
    _check(groups, years, until)
    rows, since = Rows(), started(until, years)
    accounts = Accounts(rows, hash_password(DEMO_PASSWORD), midnight(until), midnight(since) - timedelta(days=14))
    with transaction() as db:
        refuse_unless_empty(db)
        wordings = _wordings(db, rows, midnight(since) - timedelta(days=365))
        accounts.administrator()
        for number in range(1, groups + 1):
            story = _begin(db, rows, accounts, place(number), since, until, Random(f"{seed}/{number}"))
            _tell(story, rows)
            _write(story, rows, wordings)
            rows.write(db)
        rows.finish(db)


def _check(groups: int, years: int, until: date) -> None:
    problems = []
    if not FEWEST_GROUPS <= groups <= MOST_GROUPS:
        problems.append(Problem("groups", f"Choose {FEWEST_GROUPS} to {MOST_GROUPS} groups."))
    if not 1 <= years <= MOST_YEARS:
        problems.append(Problem("years", f"Choose 1 to {MOST_YEARS} years."))
    if until > clock.today():
        problems.append(Problem("until", "The story cannot end in the future. Choose today or an earlier day."))
    if problems:
        raise Invalid(*problems)


def _begin(db: Session, rows: Rows, accounts: Accounts, where: Place, since: date, until: date, rng: Random) -> Story:
    """Clinic, group, accounts and the group's lists; then a story with nobody in it yet."""
    clinic_id, group_id = _organisations(rows, where, midnight(since) - timedelta(days=14))
    team = accounts.team(where, clinic_id, group_id)
    rows.write(db)
    add_defaults(db, group_id)
    db.flush()
    story = _empty(rng, where, since, until, clinic_id, group_id, team)
    story.meetings = meetings(rng, where, since, until)
    story.skill_ids = _ids(db.exec(select(col(Skill.id)).where(Skill.group_id == group_id).order_by(col(Skill.id))))
    strengths = select(col(Strength.id)).where(Strength.group_id == group_id).order_by(col(Strength.id))
    story.strength_ids = _ids(db.exec(strengths))
    roles = select(GroupRole).where(GroupRole.group_id == group_id).order_by(col(GroupRole.id))
    story.tasks = [Task(role.id or 0, role.name, role.every_nth, role.needs_backup) for role in db.exec(roles)]
    return story


def _tell(story: Story, rows: Rows) -> None:
    """What happened, with nothing written yet."""
    people.graduates(story, rows)
    newcomers = list(story.graduates)
    people.founders(story, rows)
    story.graduates = [*story.graduates[len(newcomers) :], *newcomers]
    referrals.introduce(story, rows)
    riverside = story.place.number == 1
    if riverside:
        edge_cases.before(story, rows)
    newest.referrals(story, rows)
    attendance.live(story)
    if riverside:
        edge_cases.after(story, rows)
    newest.registers(story)
    if riverside:
        clinic_side.tell(story, rows)


def _write(story: Story, rows: Rows, wordings: dict[ConsentKind, int]) -> None:
    done = duties.share_out(story)
    group_rows.sessions(story, rows)
    clinic_rows.write(story, rows, wordings)
    group_rows.members(story, rows)
    register_rows.registers(story, rows)
    feelings.answers(story, rows)
    register_rows.duties(story, rows, done)


def _organisations(rows: Rows, where: Place, created_at: datetime) -> tuple[int, int]:
    clinic_id = rows.add(
        Clinic, name=where.clinic, reply_to=where.reply_to, consent_months=where.consent_months, created_at=created_at
    )
    group_id = rows.add(
        GraduateGroup,
        clinic_id=clinic_id,
        name=where.group,
        venue=where.venue,
        access_notes=where.access_notes,
        room_capacity=20,
        weekdays=to_bits([where.weekday]),
        meets_at=where.local_time,
        minutes=where.minutes,
        names_on_sheets=True,
        asks_feeling=where.asks_feeling,
        created_at=created_at,
    )
    return clinic_id, group_id


def _empty(rng: Random, where: Place, since: date, until: date, clinic_id: int, group_id: int, team: Team) -> Story:
    return Story(
        rng=rng,
        place=where,
        since=since,
        until=until,
        now=midnight(until),
        namer=Namer(rng),
        clinic_id=clinic_id,
        group_id=group_id,
        staff_id=team.staff_id,
        coordinator_ids=team.coordinator_ids,
        coordinator_names=team.coordinator_names,
        referrer=team.referrer,
    )


def _wordings(db: Session, rows: Rows, created_at: datetime) -> dict[ConsentKind, int]:
    """The wording of each kind that people agreed to: the newest there is, else the first."""
    found = db.exec(select(ConsentWording).order_by(col(ConsentWording.number)))
    wordings = {wording.kind: wording.id or 0 for wording in found}
    for kind, text in FIRST_WORDING.items():
        if kind not in wordings:
            wordings[kind] = rows.add(ConsentWording, kind=kind, number=1, text=text, created_at=created_at)
    return wordings


def _ids(found: Iterable[int | None]) -> list[int]:
    return [id_ for id_ in found if id_]
