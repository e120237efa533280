"""Referrals with the days of what came of them: the reading that questions about referrals share (R5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from models import ATTENDED, GraduateGroup, GroupSession, Mark, Referral, ReferralEvent, ReferralStep
from services import clock
from services.engagement.disclosure import may_count
from services.engagement.periods import Period, bounds
from services.referrals.standing import UNDONE_BY
from services.referrals.visits import VISITS_TO_SETTLE
from services.security.actor import Actor

HORIZON = timedelta(weeks=8)

_UNDOES = {undone: done for done, undone in UNDONE_BY.items()}
_ENDINGS = (ReferralStep.DECLINED, ReferralStep.WITHDRAWN, ReferralStep.COULD_NOT_REACH, ReferralStep.LEFT)
_READ = (ReferralStep.CONTACTED, ReferralStep.ACCEPTED, *UNDONE_BY, *_UNDOES, *_ENDINGS)


@dataclass(frozen=True)
class SentReferral:
    """One referral, and the moment of each thing that came of it, None while it has not.

    `contacted_at` is when a contact was noted, or the first visit when that came before: who came had been
    welcomed. Whether somebody came is the events' to say; when, the register's, which may be kept weeks later.
    """

    graduate_id: int
    sent_at: datetime
    contacted_at: datetime | None
    accepted_at: datetime | None
    came_at: datetime | None
    settled_at: datetime | None
    ended_at: datetime | None

    @property
    def old_enough(self) -> bool:
        """Whether it was sent at least 8 weeks ago; of any other it is too early to say (R24)."""
        return self.sent_at + HORIZON <= clock.now()

    def within_horizon(self, moment: datetime | None) -> bool:
        """Whether something came of it within 8 weeks of sending."""
        return moment is not None and moment <= self.sent_at + HORIZON

    def days_to(self, moment: datetime) -> int:
        """Whole local days from the day it was sent."""
        return (clock.local(moment).date() - self.sent_on).days

    @property
    def sent_on(self) -> date:
        return clock.local(self.sent_at).date()


def sent_referrals(db: Session, actor: Actor, group_id: int | None, period: Period) -> list[SentReferral]:
    """The referrals sent in the period that may be counted for the actor, oldest first. Two queries.

    Args:
        group_id: None for every group of the actor's clinic.
    """
    since, until = bounds(period, clock.today())
    clinics = select(GraduateGroup.id).where(GraduateGroup.clinic_id == actor.clinic_id)
    counted = (
        col(Referral.group_id).in_(clinics) if group_id is None else col(Referral.group_id) == group_id,
        col(Referral.sent_at) >= since,
        col(Referral.sent_at) < until,
        may_count(actor, col(Referral.graduate_id)),
    )
    visits = _visits(db, counted)
    return [
        _sent(graduate_id, sent_at, steps, visits.get(member_id or 0, []))
        for graduate_id, sent_at, member_id, steps in _steps(db, counted)
    ]


def _sent(
    graduate_id: int, sent_at: datetime, steps: dict[ReferralStep, datetime], visits: list[datetime]
) -> SentReferral:
    since = clock.day_begins(clock.local(sent_at).date())
    counted = [at for at in visits if since <= at]

    def visited(step: ReferralStep, number: int) -> datetime | None:
        return counted[number - 1] if step in steps and len(counted) >= number else None

    came = visited(ReferralStep.FIRST_VISIT, 1)
    contacts = [at for at in (steps.get(ReferralStep.CONTACTED), came) if at is not None]
    return SentReferral(
        graduate_id=graduate_id,
        sent_at=sent_at,
        contacted_at=min(contacts, default=None),
        accepted_at=steps.get(ReferralStep.ACCEPTED),
        came_at=came,
        settled_at=visited(ReferralStep.SETTLED, VISITS_TO_SETTLE),
        ended_at=min([steps[step] for step in _ENDINGS if step in steps], default=None),
    )


_Steps = tuple[int, datetime, int | None, dict[ReferralStep, datetime]]


def _steps(db: Session, counted: tuple[ColumnElement[bool], ...]) -> Iterable[_Steps]:
    """Each counted referral: whose, when it was sent, to which member it led, and when it took each step that stands.

    A step stands that was taken and not undone since.
    """
    event = ReferralEvent
    taken = db.execute(
        select(Referral.id, Referral.graduate_id, Referral.sent_at, Referral.member_id, event.step, event.at)  # type: ignore[call-overload] # SQLModel types no more than four columns
        .outerjoin(event, and_(col(event.referral_id) == col(Referral.id), col(event.step).in_(_READ)))
        .where(*counted)
        .order_by(col(Referral.sent_at), col(Referral.id), col(event.id))
    )
    found: dict[int, _Steps] = {}
    for referral_id, graduate_id, sent_at, member_id, name, at in taken:
        *_, stands = found.setdefault(referral_id, (graduate_id, sent_at, member_id, {}))
        if name is None:
            continue
        step = ReferralStep(name)
        if step in _UNDOES:
            stands.pop(_UNDOES[step], None)
        else:
            stands.setdefault(step, at)
    return found.values()


def _visits(db: Session, counted: tuple[ColumnElement[bool], ...]) -> dict[int, list[datetime]]:
    """When each member with a counted referral came, oldest first."""
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
