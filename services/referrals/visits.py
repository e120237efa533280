"""First visit and settled: set by the register alone, undone when the mark is undone (R5)."""

from datetime import datetime

from sqlmodel import Session, col, select

from models import ATTENDED, ENDED, GroupSession, Mark, Referral, ReferralState, ReferralStep
from services import clock
from services.referrals import steps
from services.security.actor import Actor

VISITS_TO_SETTLE = 3

_FIRST, _FIRST_UNDONE = ReferralStep.FIRST_VISIT, ReferralStep.FIRST_VISIT_UNDONE
_SETTLED, _SETTLED_UNDONE = ReferralStep.SETTLED, ReferralStep.SETTLED_UNDONE


def follow(db: Session, actor: Actor, member_id: int) -> None:
    """Brings the member's newest referral to where the register says it is. Call after every change to a mark.

    Visits are marks "came" or "came late" at group sessions from the day the referral was sent. The first makes
    the first visit, the third settles. An ended referral gets no new visit, but loses one that was undone.
    """
    db.flush()
    newest = select(Referral).where(Referral.member_id == member_id).order_by(col(Referral.id).desc()).limit(1)
    referral = db.exec(newest.with_for_update()).first()
    if referral is None or referral.sent_at is None or referral.state is ReferralState.SENT:
        return
    visits = _visits(db, member_id, clock.day_begins(clock.local(referral.sent_at).date()))
    _undo_beyond(db, actor, referral, len(visits))
    if referral.state in ENDED:
        return
    taken = steps.events(db, referral)
    if visits and not _stands(taken, _FIRST, _FIRST_UNDONE):
        steps.take(db, actor, referral, _FIRST, group_session_id=visits[0])
    if len(visits) >= VISITS_TO_SETTLE and not _stands(taken, _SETTLED, _SETTLED_UNDONE):
        steps.take(db, actor, referral, _SETTLED, group_session_id=visits[VISITS_TO_SETTLE - 1])


def forget(db: Session, actor: Actor, referral: Referral) -> None:
    """Undoes its visits: they turned out to be those of another person."""
    _undo_beyond(db, actor, referral, 0)


def _undo_beyond(db: Session, actor: Actor, referral: Referral, visits: int) -> None:
    """Undoes the steps that stand and that so many visits do not make."""
    taken = steps.events(db, referral)
    if _stands(taken, _SETTLED, _SETTLED_UNDONE) and visits < VISITS_TO_SETTLE:
        _undo(db, actor, referral, _SETTLED_UNDONE)
    if _stands(taken, _FIRST, _FIRST_UNDONE) and not visits:
        _undo(db, actor, referral, _FIRST_UNDONE)


def _visits(db: Session, member_id: int, since: datetime) -> list[int]:
    """The group sessions attended since, oldest first."""
    attended = (
        select(col(GroupSession.id))
        .join(Mark, col(Mark.group_session_id) == col(GroupSession.id))
        .where(Mark.member_id == member_id, col(Mark.kind).in_(ATTENDED), col(GroupSession.starts_at) >= since)
        .order_by(col(GroupSession.starts_at))
    )
    return [found for found in db.exec(attended) if found is not None]


def _undo(db: Session, actor: Actor, referral: Referral, step: ReferralStep) -> None:
    if referral.state in ENDED:
        steps.note(db, actor, referral, step)
    else:
        steps.take(db, actor, referral, step)


def _stands(taken: list[ReferralStep], done: ReferralStep, undone: ReferralStep) -> bool:
    return taken.count(done) > taken.count(undone)
