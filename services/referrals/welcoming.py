"""The group's side of a referral: see it, say yes or no, get in touch (R4, R6, R10)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Label, func
from sqlmodel import col, select

from models import CallRequest, ContactHow, Referral, ReferralState, ReferralStep
from services import access, audit, clock
from services.database import reading, transaction
from services.fields import Checks
from services.referrals import membership, steps, visits
from services.referrals.waiting import Waiting, waiting
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

OPEN_HERE = (ReferralState.SENT, ReferralState.ACCEPTED, ReferralState.CONTACTED)
# That the clinic called is shown for so long.
CALLED_DAYS = 28


@dataclass(frozen=True)
class Arrival:
    """Someone on the way to their first visit: the minimum that the clinic sent (R2), and how long they wait.

    `call_asked_on` is the day the clinic was asked to call, while it has not; `called_on` the day it last did,
    for four weeks (R10).
    """

    id: int
    member_id: int | None
    name: str
    state: ReferralState
    sent_at: datetime
    days: int
    waiting: Waiting
    phone: str
    email: str
    contact_how: ContactHow
    contact_when: str
    best_hopes: str
    adjustments: str
    without_adjustments: str
    referrer: str
    reply_to: str
    call_asked: bool
    call_asked_on: date | None = None
    called_on: date | None = None


@needs(Permission.WELCOME)
def arrivals(actor: Actor, group_id: int) -> tuple[Arrival, ...]:
    """Everyone between sent and first visit, longest waiting first. The looks are recorded (R31)."""
    asked_at, called_on = _calls(group_id)
    with reading() as db:
        access.group(db, actor, group_id)
        found = db.exec(
            select(Referral, asked_at, called_on)
            .where(
                Referral.group_id == group_id,
                col(Referral.sent_at).is_not(None),
                col(Referral.state).in_(OPEN_HERE),
            )
            .order_by(col(Referral.sent_at), col(Referral.id))
        ).all()
        shown = tuple(_arrival(*line) for line in found)
    audit.looked(actor, "referral", [arrival.id for arrival in shown], group_id=group_id)
    return shown


@needs(Permission.WELCOME)
def accept(actor: Actor, referral_id: int) -> None:
    """The group says yes: the person becomes a member and is expected in the register.

    Someone who was here before may have come already since it was sent: then that was their first visit (R5).
    """
    with transaction() as db:
        referral = access.group_referral(db, actor, referral_id, to_change=True)
        steps.take(db, actor, referral, ReferralStep.ACCEPTED)
        member = membership.begin(db, actor, referral)
        visits.follow(db, actor, member.id or 0)


@needs(Permission.WELCOME)
def contacted(actor: Actor, referral_id: int) -> None:
    """Someone of the group has been in touch."""
    with transaction() as db:
        referral = access.group_referral(db, actor, referral_id, to_change=True)
        steps.take(db, actor, referral, ReferralStep.CONTACTED)


@needs(Permission.WELCOME)
def decline(actor: Actor, referral_id: int, reason: str) -> None:
    """The group says no, with a reason that the clinic sees.

    Raises:
        Invalid: no reason.
    """
    _end(actor, referral_id, ReferralStep.DECLINED, reason)


@needs(Permission.WELCOME)
def could_not_reach(actor: Actor, referral_id: int, reason: str) -> None:
    """Nobody could reach them, with what was tried.

    Raises:
        Invalid: no reason.
    """
    _end(actor, referral_id, ReferralStep.COULD_NOT_REACH, reason)


def _end(actor: Actor, referral_id: int, step: ReferralStep, reason: str) -> None:
    check = Checks()
    reason = check.line("reason", "The reason", reason, required=True)
    check.done()
    with transaction() as db:
        referral = access.group_referral(db, actor, referral_id, to_change=True)
        steps.take(db, actor, referral, step, reason=reason)
        membership.end_if_never_came(db, actor, referral)


def _calls(group_id: int) -> tuple[Label[datetime | None], Label[date | None]]:
    """For each referral: when the clinic was asked to call and has not yet, and the day it last called."""
    of_this_person = (CallRequest.graduate_id == col(Referral.graduate_id), CallRequest.group_id == group_id)
    # At most one is open, which a unique index holds.
    asked_at = select(CallRequest.asked_at).where(*of_this_person, col(CallRequest.closed_at).is_(None))
    called_on = select(func.max(CallRequest.called_on)).where(
        *of_this_person, col(CallRequest.called_on) > clock.today() - timedelta(days=CALLED_DAYS)
    )
    return asked_at.scalar_subquery().label("asked_at"), called_on.scalar_subquery().label("called_on")


def _arrival(row: Referral, asked_at: datetime | None, called_on: date | None) -> Arrival:
    assert row.sent_at is not None  # noqa: S101 - the query asked for it
    return Arrival(
        id=row.id or 0,
        member_id=row.member_id,
        name=row.preferred_name,
        state=row.state,
        sent_at=row.sent_at,
        days=(clock.today() - clock.local(row.sent_at).date()).days,
        waiting=waiting(row.state, row.sent_at),
        phone=row.phone,
        email=row.email,
        contact_how=row.contact_how,
        contact_when=row.contact_when,
        best_hopes=row.best_hopes,
        adjustments=row.adjustments,
        without_adjustments=row.without_adjustments,
        referrer=row.referrer_name,
        reply_to=row.reply_to,
        call_asked=asked_at is not None,
        call_asked_on=clock.local(asked_at).date() if asked_at else None,
        called_on=called_on,
    )
