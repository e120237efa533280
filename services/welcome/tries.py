"""Not reached yet: that somebody tried, so that the other coordinator knows."""

from sqlmodel import Session, col, select

from models import ContactTry, ReferralState
from services import access, audit, clock
from services.database import transaction
from services.errors import Conflict
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.WELCOME)
def tried(actor: Actor, referral_id: int) -> None:
    """Notes that nobody answered today. A second time on one day changes nothing.

    Raises:
        NotFound: no such referral, or not to the actor's group.
        Conflict: they have been reached, or the referral has ended.
    """
    with transaction() as db:
        referral = access.group_referral(db, actor, referral_id, to_change=True)
        if referral.state not in (ReferralState.SENT, ReferralState.ACCEPTED):
            raise Conflict("Somebody has reached them already, or the referral has ended. Look at the page again.")
        if _tried_today(db, referral_id):
            return
        db.add(ContactTry(referral_id=referral_id, at=clock.now(), account_id=actor.account_id))
        audit.record(db, actor, "referral.tried", "referral", referral_id, group_id=referral.group_id)


def _tried_today(db: Session, referral_id: int) -> bool:
    today = select(ContactTry.id).where(
        ContactTry.referral_id == referral_id, col(ContactTry.at) >= clock.day_begins(clock.today())
    )
    return db.exec(today.limit(1)).first() is not None
