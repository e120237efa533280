"""People at every point of the way, written past every service from a seed, for figures to be worked out twice."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models import (
    ConsentKind,
    Graduate,
    GroupSession,
    Mark,
    MarkKind,
    Programme,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
)
from services import clock
from services.database import engine
from services.settings import settings
from tests import make
from tests.cast import Cast
from tests.engagement.recount import agreed

LONDON = ZoneInfo("Europe/London")
S, T = ReferralState, ReferralStep
ENDS = {S.LEFT: T.LEFT, S.WITHDRAWN: T.WITHDRAWN, S.COULD_NOT_REACH: T.COULD_NOT_REACH}


def at_random(cast: Cast, seed: int, people: int) -> None:
    """So many referred people: contacted or not, come or not, undone, ended, with and without feedback consent."""
    draw = random.Random(seed)
    programme = make.programme(cast.riverside.id or 0, f"Programme {seed}")
    kept = make.rows(GroupSession, group_id=cast.group.id)
    meetings = kept or [make.group_session(cast.group, make.this_time(14 * number + 1)) for number in range(60)]
    for number in range(people):
        _one(cast, draw, programme, meetings, number)


def _one(cast: Cast, draw: random.Random, programme: Programme, meetings: list[GroupSession], number: int) -> None:
    graduate = make.graduate(programme, f"Person {number}")
    if draw.random() < 0.75:
        withdrawn = {"withdrawn_on": clock.today(), "withdrawn_at": clock.now()} if draw.random() < 0.2 else {}
        make.consent(graduate, ConsentKind.FEEDBACK, **withdrawn)
    sent = draw.choice((0, 3, 40, 200, 700, 800))
    sent_at = make.this_time(sent)
    member = make.member(cast.group, graduate.preferred_name, graduate_id=graduate.id)
    steps: list[tuple[ReferralStep, datetime]] = []
    state = draw.choice((S.SENT, S.ACCEPTED))
    if draw.random() < 0.7:
        steps.append((T.CONTACTED, make.this_time(sent - draw.randrange(0, min(sent, 20) + 1))))
        state = S.CONTACTED
    visited = [one for one in meetings if one.starts_at >= sent_at and draw.random() < 0.1]
    if visited:
        steps.append((T.FIRST_VISIT, clock.now()))
        state = S.FIRST_VISIT
        if draw.random() < 0.2:
            steps.append((T.FIRST_VISIT_UNDONE, clock.now()))
            visited, state = [], S.ACCEPTED
    if draw.random() < 0.2:
        state = draw.choice(tuple(ENDS))
        steps.append((ENDS[state], clock.now()))
    referral = make.referral(graduate, cast.group, sent_at=sent_at, member_id=member.id)
    make.add_all([_event(referral, step, at) for step, at in steps])
    make.add_all([_mark(one, member.id or 0, draw) for one in visited])
    set_state(referral, state)


def set_state(referral: Referral, state: ReferralState) -> None:
    with Session(engine(settings().database_url).execution_options(writes=True)) as db:
        db.get_one(Referral, referral.id).state = state
        db.commit()


def erase(graduate: Graduate) -> None:
    with Session(engine(settings().database_url).execution_options(writes=True)) as db:
        db.get_one(Graduate, graduate.id).erased_at = clock.now()
        db.commit()


def _event(referral: Referral, step: ReferralStep, at: datetime) -> ReferralEvent:
    return ReferralEvent(
        referral_id=referral.id or 0, step=step, at=at, reason="unknown" if step in ENDS.values() else None
    )


def _mark(meeting: GroupSession, member_id: int, draw: random.Random) -> Mark:
    return Mark(
        group_session_id=meeting.id or 0,
        member_id=member_id,
        kind=draw.choice((MarkKind.CAME, MarkKind.LATE)),
        at=clock.now(),
    )


Figures = tuple[tuple[int, ...], tuple[int, ...], int]


def recounted(clinic_id: int, since: date) -> dict[str, Figures]:
    """For each step (days of those who reached it, of those who wait, how many ended without it), from raw rows."""
    people = agreed(clinic_id) & {row.id for row in make.rows(Graduate, clinic_id=clinic_id)}
    contact: list[tuple[int | None, int, bool]] = []
    visited: list[tuple[int | None, int, bool]] = []
    for row in make.rows(Referral):
        if row.graduate_id not in people or row.sent_at is None or _day(row.sent_at) < since:
            continue
        sent_on = _day(row.sent_at)
        steps = [(event.step.value, event.at) for event in make.rows(ReferralEvent, referral_id=row.id)]
        names = [name for name, _ in steps]
        stands = names.count("first_visit") > names.count("first_visit_undone")
        came = {mark.group_session_id for mark in make.rows(Mark, member_id=row.member_id or 0)}
        visits = sorted((_day(one.starts_at) - sent_on).days for one in make.rows(GroupSession) if one.id in came)
        visit = next((days for days in visits if days >= 0), None) if stands else None
        contacts = [(_day(at) - sent_on).days for name, at in steps if name == "contacted"]
        first = min([*contacts, *([visit] if visit is not None else [])], default=None)
        ended = row.state.value in ("left", "withdrawn", "could_not_reach", "declined")
        waited = (clock.today() - sent_on).days
        contact.append((first, waited, ended))
        visited.append((visit, waited, ended))
    return {"contact": _figures(contact), "visit": _figures(visited)}


def _figures(all_sent: list[tuple[int | None, int, bool]]) -> Figures:
    days = sorted(day for day, *_ in all_sent if day is not None)
    waiting = sorted(waited for day, waited, ended in all_sent if day is None and not ended)
    return tuple(days), tuple(waiting), sum(day is None and ended for day, _, ended in all_sent)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def first_day() -> date:
    """Twenty-four months back, the day after that date: written out without the services' arithmetic."""
    tomorrow = clock.today() + timedelta(days=1)
    month_end = 28 if (tomorrow.month, tomorrow.day) == (2, 29) else tomorrow.day
    return date(tomorrow.year - 2, tomorrow.month, month_end)
