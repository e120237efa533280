"""When a member leaves: their open referral ends with it, and with the reason (R4)."""

from sqlmodel import Session, col, select

from models import ENDED, LeavingReason, Referral, ReferralState, ReferralStep
from services.referrals import steps
from services.security.actor import Actor


def left(db: Session, actor: Actor, member_id: int, reason: LeavingReason) -> None:
    """Ends the member's open referral, when there is one, as left."""
    open_one = select(Referral).where(
        Referral.member_id == member_id,
        col(Referral.state).not_in(ENDED),
        col(Referral.state).not_in((ReferralState.DRAFT, ReferralState.SENT)),
    )
    referral = db.exec(open_one.with_for_update()).first()
    if referral is not None:
        steps.take(db, actor, referral, ReferralStep.LEFT, reason=reason)
