"""Whether a referral is still open, as far as the clinic may know: what a withdrawal of consent reminds it of."""

from sqlmodel import col, select

from models import ENDED, ConsentKind, Referral
from services import access, audit
from services.clinic.consent_reading import is_in_force
from services.database import reading
from services.referrals.lifecycle import seen_by_clinic
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.REFER)
def has_open_referral(actor: Actor, graduate_id: int) -> bool:
    """Whether a draft or a sent referral of theirs has not ended, as the clinic sees it (R9). The look is recorded."""
    with reading() as db:
        access.graduate(db, actor, graduate_id)
        feedback = is_in_force(db, ConsentKind.FEEDBACK, graduate_id)
        states = db.exec(select(col(Referral.state)).where(col(Referral.graduate_id) == graduate_id).distinct()).all()
        found = any(seen_by_clinic(state, feedback=feedback) not in ENDED for state in states)
    audit.looked(actor, "graduate", [graduate_id])
    return found
