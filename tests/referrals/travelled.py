"""People at every point of the way, written past every service from a seed, for figures to be worked out twice."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
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


def recounted(clinic_id: int, since: date) -> dict[str, tuple[object, ...]]:
    """For each step (of, days, open, longest open, ended, unnoted, median, middle half), from raw rows."""
    people = agreed(clinic_id) & {row.id for row in make.rows(Graduate, clinic_id=clinic_id)}
    contact: list[tuple[int, str, int | None, int | None]] = []
    for row in make.rows(Referral):
        if row.graduate_id not in people or row.sent_at is None or _day(row.sent_at) < since:
            continue
        sent_on = _day(row.sent_at)
        steps = [(event.step.value, event.at) for event in make.rows(ReferralEvent, referral_id=row.id)]
        contacts = [(_day(at) - sent_on).days for name, at in steps if name == "contacted"]
        names = [name for name, _ in steps]
        stands = names.count("first_visit") > names.count("first_visit_undone")
        came = {mark.group_session_id for mark in make.rows(Mark, member_id=row.member_id or 0)}
        visits = sorted((_day(one.starts_at) - sent_on).days for one in make.rows(GroupSession) if one.id in came)
        waited = (clock.today() - sent_on).days
        visit = next((days for days in visits if days >= 0), None) if stands else None
        contact.append((waited, row.state.value, contacts[0] if contacts else None, visit))
    return {"contact": _contact(contact), "visit": _visit(contact)}


def _contact(all_sent: list[tuple[int, str, int | None, int | None]]) -> tuple[object, ...]:
    days = [contact for *_, contact, _ in all_sent if contact is not None]
    none = [one for one in all_sent if one[2] is None]
    unnoted = sum(one[3] is not None for one in none)
    waiting = [one[0] for one in none if one[3] is None and one[1] in ("sent", "accepted")]
    return (*_figures(len(all_sent), days, waiting), len(none) - unnoted - len(waiting), unnoted)


def _visit(all_sent: list[tuple[int, str, int | None, int | None]]) -> tuple[object, ...]:
    days = [visit for *_, visit in all_sent if visit is not None]
    none = [one for one in all_sent if one[3] is None]
    waiting = [one[0] for one in none if one[1] in ("sent", "accepted", "contacted", "first_visit", "settled")]
    return (*_figures(len(all_sent), days, waiting), len(none) - len(waiting), 0)


def _figures(of: int, days: list[int], waiting: list[int]) -> tuple[object, ...]:
    quarters = tuple(float(value) for value in np.percentile(days, (25, 50, 75))) if len(days) >= 4 else None
    return of, tuple(sorted(days)), quarters, len(waiting), max(waiting) if waiting else None


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def first_day() -> date:
    """Twenty-four months back, the day after that date: written out without the services' arithmetic."""
    tomorrow = clock.today() + timedelta(days=1)
    month_end = 28 if (tomorrow.month, tomorrow.day) == (2, 29) else tomorrow.day
    return date(tomorrow.year - 2, tomorrow.month, month_end)
