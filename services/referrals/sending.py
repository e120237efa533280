"""Writing a referral down and sending it, inside a larger use case: one person's or a whole programme's."""

from sqlmodel import Session

from models import Referral, ReferralStep
from services import audit, clock
from services.referrals import steps
from services.referrals.content import Content
from services.security.actor import Actor


def write_down(
    db: Session, actor: Actor, graduate_id: int, group_id: int, content: Content, draft: Referral | None
) -> Referral:
    """The draft with this content: `draft`, or a new one. The content is checked and the graduate the actor's own."""
    referral = draft or _begun(db, actor, graduate_id, group_id, content)
    changes = {name: (getattr(referral, name), value) for name, value in vars(content).items()}
    for name, value in vars(content).items():
        setattr(referral, name, value)
    referral.referrer_name = actor.display_name
    db.add(referral)
    audit.record(db, actor, "referral.written", "referral", referral.id, group_id=group_id, changes=dict(changes))
    db.flush()
    return referral


def send_off(db: Session, actor: Actor, referral: Referral) -> int:
    """From draft to sent, now (R4). Returns its id."""
    referral.sent_at = clock.now()
    steps.take(db, actor, referral, ReferralStep.SENT)
    db.flush()
    return referral.id or 0


def _begun(db: Session, actor: Actor, graduate_id: int, group_id: int, content: Content) -> Referral:
    referral = Referral(
        graduate_id=graduate_id,
        group_id=group_id,
        preferred_name=content.preferred_name,
        referrer_name=actor.display_name,
        created_at=clock.now(),
        created_by_id=actor.account_id,
    )
    db.add(referral)
    db.flush()
    steps.note(db, actor, referral, ReferralStep.DRAFTED)
    return referral
