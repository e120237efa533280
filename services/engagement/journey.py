"""Referral → accepted → first visit → settled, at a fixed horizon of 8 weeks (R5, R23, R24, R26)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models import ATTENDED, GroupSession, Mark, Referral, ReferralEvent, ReferralStep
from services import access, clock
from services.database import reading
from services.engagement.attendance import latest_register
from services.engagement.disclosure import Scope, may_count, period_for, scope_of
from services.engagement.periods import Period, bounds
from services.referrals.visits import VISITS_TO_SETTLE
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

HORIZON = timedelta(weeks=8)

_DONE = (ReferralStep.ACCEPTED, ReferralStep.FIRST_VISIT, ReferralStep.SETTLED)
_UNDOES = {
    ReferralStep.FIRST_VISIT_UNDONE: ReferralStep.FIRST_VISIT,
    ReferralStep.SETTLED_UNDONE: ReferralStep.SETTLED,
}


@dataclass(frozen=True)
class Journey:
    """Counts of referrals sent in the period.

    `old_enough` were sent at least 8 weeks ago: the denominator of the three that follow, each reached within
    8 weeks of sending. `too_early` were sent since, and are in none of them (R24). Referrals that ended
    (declined, withdrawn, could not reach, left) stay in the denominator.
    """

    scope: Scope
    period: Period
    old_enough: int
    accepted: int
    first_visit: int
    settled: int
    too_early: int
    latest_register: date | None


@dataclass(frozen=True)
class _Sent:
    """A referral: when it was sent, and to whom it led."""

    sent_at: datetime
    member_id: int | None
    accepted_at: datetime | None
    steps: frozenset[ReferralStep]


@needs(Permission.SEE_ENGAGEMENT)
def journey(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Journey:
    """How far referrals to a group came within 8 weeks.

    A coordinator counts every referral sent to the group; clinic staff only those of graduates whose feedback
    consent is in force, over the one period that they are given.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    with reading() as db:
        access.group(db, actor, group_id)
        counted = _counted(actor, group_id, period)
        sent, visits = _sent(db, counted), _visits(db, counted)
        latest = latest_register(db, group_id)
    old_enough = [one for one in sent if one.sent_at + HORIZON <= clock.now()]
    reached = [_reached(one, visits.get(one.member_id or 0, [])) for one in old_enough]
    return Journey(
        scope=scope_of(actor),
        period=period,
        old_enough=len(old_enough),
        accepted=_how_many(reached, ReferralStep.ACCEPTED),
        first_visit=_how_many(reached, ReferralStep.FIRST_VISIT),
        settled=_how_many(reached, ReferralStep.SETTLED),
        too_early=len(sent) - len(old_enough),
        latest_register=latest,
    )


def _how_many(reached: Iterable[frozenset[ReferralStep]], step: ReferralStep) -> int:
    return sum(step in steps for steps in reached)


def _reached(referral: _Sent, visits: list[datetime]) -> frozenset[ReferralStep]:
    """The steps reached within the horizon. Whether, by the referral's events; when, by the register.

    A register may be kept or mended weeks later, so the time of the event is not the time of the visit.
    """
    until = referral.sent_at + HORIZON
    since = clock.day_begins(clock.local(referral.sent_at).date())
    counted = [at for at in visits if since <= at]

    def visited(step: ReferralStep, number: int) -> bool:
        return step in referral.steps and len(counted) >= number and counted[number - 1] <= until

    came = visited(ReferralStep.FIRST_VISIT, 1)
    accepted = referral.accepted_at is not None and referral.accepted_at <= until
    return frozenset(
        step
        for step, yes in (
            # Someone who came had been welcomed, whenever that was written down.
            (ReferralStep.ACCEPTED, accepted or came),
            (ReferralStep.FIRST_VISIT, came),
            (ReferralStep.SETTLED, visited(ReferralStep.SETTLED, VISITS_TO_SETTLE)),
        )
        if yes
    )


def _counted(actor: Actor, group_id: int, period: Period) -> tuple[ColumnElement[bool], ...]:
    since, until = bounds(period, clock.today())
    return (
        col(Referral.group_id) == group_id,
        col(Referral.sent_at).is_not(None),
        col(Referral.sent_at) >= since,
        col(Referral.sent_at) < until,
        may_count(actor, col(Referral.graduate_id)),
    )


def _sent(db: Session, counted: tuple[ColumnElement[bool], ...]) -> list[_Sent]:
    """The counted referrals, each with the steps that stand: taken, and not undone since."""
    taken = db.exec(
        select(ReferralEvent.referral_id, ReferralEvent.step, ReferralEvent.at)
        .join(Referral, col(Referral.id) == col(ReferralEvent.referral_id))
        .where(*counted, col(ReferralEvent.step).in_((*_DONE, *_UNDOES)))
        .order_by(col(ReferralEvent.id))
    )
    standing: dict[int, dict[ReferralStep, datetime]] = {}
    for referral_id, name, at in taken:
        step, stands = ReferralStep(name), standing.setdefault(referral_id, {})
        if step in _UNDOES:
            stands.pop(_UNDOES[step], None)
        else:
            stands.setdefault(step, at)
    found = db.exec(select(Referral.id, Referral.sent_at, Referral.member_id).where(*counted))
    return [
        _Sent(sent_at, member_id, stands.get(ReferralStep.ACCEPTED), frozenset(stands))
        for referral_id, sent_at, member_id in found
        if referral_id is not None and sent_at is not None
        for stands in [standing.get(referral_id, {})]
    ]


def _visits(db: Session, counted: tuple[ColumnElement[bool], ...]) -> dict[int, list[datetime]]:
    """When each member with a counted referral came, oldest first, whatever became of the register since."""
    members = select(Referral.member_id).where(*counted, col(Referral.member_id).is_not(None))
    attended = db.exec(
        select(Mark.member_id, GroupSession.starts_at)
        .join(GroupSession, col(GroupSession.id) == col(Mark.group_session_id))
        .where(col(Mark.kind).in_(ATTENDED), col(Mark.member_id).in_(members))
        .order_by(col(GroupSession.starts_at))
    )
    visits: dict[int, list[datetime]] = {}
    for member_id, starts_at in attended:
        visits.setdefault(member_id, []).append(starts_at)
    return visits
