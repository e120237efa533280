"""How long it takes from sent to a first contact and to a first visit: this clinic's median and spread (R5, R9, R23).

Only referrals of people whose feedback consent is in force now are in any number (R9, the first part of R26).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median, quantiles

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models import ATTENDED, ENDED, Graduate, GroupSession, Mark, Referral, ReferralEvent, ReferralState, ReferralStep
from services import clock
from services.database import reading
from services.engagement.disclosure import may_count, period_for
from services.engagement.periods import Period, bounds
from services.referrals.waiting import NOT_CONTACTED
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

# Fewer than these say nothing about a middle half: then each value is given by itself.
SPREAD_FROM = 4


@dataclass(frozen=True)
class Took:
    """Days from sent to one step, whole local days.

    `of` referrals were counted; `days` (shortest first) are those that reached the step. The rest are `open`,
    the longest for `longest_open` days; `ended` without it; or, for a contact alone, `unnoted`: they came
    without a contact being written down. From `SPREAD_FROM` values up there are a median and a middle half (the
    first and third quartile, by linear interpolation with both ends included).
    """

    of: int
    days: tuple[int, ...]
    open: int
    longest_open: int | None
    ended: int
    unnoted: int
    median: float | None
    middle_half: tuple[float, float] | None


@dataclass(frozen=True)
class Timings:
    """Over referrals sent since `since`. `others`: some are of people who have not agreed to feedback."""

    since: date
    to_contact: Took
    to_first_visit: Took
    others: bool


@dataclass(frozen=True)
class _Sent:
    state: ReferralState
    sent_on: date
    contacted_on: date | None
    came_on: date | None


@needs(Permission.REFER)
def timings(actor: Actor) -> Timings:
    """The clinic's own timings, over the one period that a clinic is given."""
    since, until = bounds(period_for(actor, Period.LAST_24_MONTHS), clock.today())
    sent_then = (col(Referral.sent_at) >= since, col(Referral.sent_at) < until)
    agreed = may_count(actor, col(Referral.graduate_id))
    with reading() as db:
        sent = _sent(db, (*sent_then, agreed))
        others = _others(db, actor, (*sent_then, ~agreed))
    return Timings(
        since=clock.local(since).date(),
        to_contact=_took(sent, lambda one: one.contacted_on, NOT_CONTACTED),
        to_first_visit=_took(sent, lambda one: one.came_on, frozenset(ReferralState) - ENDED),
        others=others,
    )


def _took(
    sent: Iterable[_Sent], reached_on: Callable[[_Sent], date | None], still_open: frozenset[ReferralState]
) -> Took:
    all_sent = list(sent)
    days = sorted((on - one.sent_on).days for one in all_sent if (on := reached_on(one)) is not None)
    missing = [one for one in all_sent if reached_on(one) is None]
    waiting = [(clock.today() - one.sent_on).days for one in missing if one.state in still_open and not one.came_on]
    unnoted = sum(one.came_on is not None for one in missing)
    enough = len(days) >= SPREAD_FROM
    quarter, _, three_quarters = quantiles(days, n=4, method="inclusive") if enough else (0.0, 0.0, 0.0)
    return Took(
        of=len(all_sent),
        days=tuple(days),
        open=len(waiting),
        longest_open=max(waiting, default=None),
        ended=len(missing) - len(waiting) - unnoted,
        unnoted=unnoted,
        median=float(median(days)) if enough else None,
        middle_half=(quarter, three_quarters) if enough else None,
    )


def _sent(db: Session, counted: tuple[ColumnElement[bool], ...]) -> list[_Sent]:
    """The counted referrals with their days. Whether someone came, by the events; when, by the register (R5)."""
    events, visits = _events(db, counted), _visits(db, counted)
    found = db.exec(select(Referral.id, Referral.state, Referral.sent_at, Referral.member_id).where(*counted))
    sent = []
    for referral_id, state, sent_at, member_id in found:
        if referral_id is None or sent_at is None:
            continue
        sent_on = clock.local(sent_at).date()
        steps = events.get(referral_id, {})
        noted = steps.get(ReferralStep.FIRST_VISIT)
        came_on = next((on for on in visits.get(member_id or 0, []) if on >= sent_on), noted) if noted else None
        sent.append(_Sent(ReferralState(state), sent_on, steps.get(ReferralStep.CONTACTED), came_on))
    return sent


def _events(db: Session, counted: tuple[ColumnElement[bool], ...]) -> dict[int, dict[ReferralStep, date]]:
    """When each counted referral was contacted and visited, as far as it stands: what was undone is not there."""
    wanted = (ReferralStep.CONTACTED, ReferralStep.FIRST_VISIT, ReferralStep.FIRST_VISIT_UNDONE)
    taken = db.exec(
        select(ReferralEvent.referral_id, ReferralEvent.step, ReferralEvent.at)
        .join(Referral, col(Referral.id) == col(ReferralEvent.referral_id))
        .where(*counted, col(ReferralEvent.step).in_(wanted))
        .order_by(col(ReferralEvent.id))
    )
    standing: dict[int, dict[ReferralStep, date]] = {}
    for referral_id, name, at in taken:
        step, steps = ReferralStep(name), standing.setdefault(referral_id, {})
        if step is ReferralStep.FIRST_VISIT_UNDONE:
            steps.pop(ReferralStep.FIRST_VISIT, None)
        else:
            steps.setdefault(step, clock.local(at).date())
    return standing


def _visits(db: Session, counted: tuple[ColumnElement[bool], ...]) -> dict[int, list[date]]:
    """The days on which each member with a counted referral came, oldest first."""
    members = select(Referral.member_id).where(*counted, col(Referral.member_id).is_not(None))
    attended: list[tuple[int, datetime]] = list(
        db.exec(
            select(Mark.member_id, GroupSession.starts_at)
            .join(GroupSession, col(GroupSession.id) == col(Mark.group_session_id))
            .where(col(Mark.kind).in_(ATTENDED), col(Mark.member_id).in_(members))
            .order_by(col(GroupSession.starts_at))
        )
    )
    visits: dict[int, list[date]] = {}
    for member_id, starts_at in attended:
        visits.setdefault(member_id, []).append(clock.local(starts_at).date())
    return visits


def _others(db: Session, actor: Actor, counted: tuple[ColumnElement[bool], ...]) -> bool:
    """Whether the clinic sent referrals that are not counted: only that, never how many."""
    own = select(Graduate.id).where(Graduate.clinic_id == actor.clinic_id, col(Graduate.erased_at).is_(None))
    found = select(Referral.id).where(col(Referral.graduate_id).in_(own), *counted)
    return db.exec(found.limit(1)).first() is not None
