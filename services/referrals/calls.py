"""“Please ask the clinic to call”: one action for a coordinator, answered by the clinic (R10). No health detail."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from models import CallRequest, Graduate, GraduateGroup
from services import access, audit, clock
from services.database import reading, transaction
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class CallWanted:
    """An open request, as the clinic sees it."""

    id: int
    graduate_id: int
    name: str
    phone: str
    group: str
    asked_at: datetime


@needs(Permission.WELCOME)
def ask(actor: Actor, referral_id: int) -> None:
    """Asks the clinic to call someone it referred. Possible from sent on, so that it tells nothing of a milestone.

    Raises:
        Conflict: it has been asked already.
    """
    with transaction() as db:
        referral = access.group_referral(db, actor, referral_id)
        db.add(
            CallRequest(
                group_id=referral.group_id,
                graduate_id=referral.graduate_id,
                asked_at=clock.now(),
                asked_by_id=actor.account_id,
            )
        )
        db.flush()
        audit.record(db, actor, "call.asked", "referral", referral_id, group_id=referral.group_id)


@needs(Permission.REFER)
def wanted(actor: Actor) -> tuple[CallWanted, ...]:
    """The open requests to the own clinic, oldest first."""
    with reading() as db:
        found = db.exec(
            select(CallRequest, Graduate, GraduateGroup.name)
            .join(Graduate, col(Graduate.id) == col(CallRequest.graduate_id))
            .join(GraduateGroup, col(GraduateGroup.id) == col(CallRequest.group_id))
            .where(
                Graduate.clinic_id == actor.clinic_id,
                col(Graduate.erased_at).is_(None),
                col(CallRequest.closed_at).is_(None),
            )
            .order_by(col(CallRequest.asked_at))
        )
        shown = tuple(
            CallWanted(call.id or 0, person.id or 0, person.preferred_name, person.phone, group, call.asked_at)
            for call, person, group in found
        )
    audit.looked(actor, "graduate", [call.graduate_id for call in shown])
    return shown


@needs(Permission.REFER)
def close(actor: Actor, call_id: int) -> None:
    """Records that the clinic called. Closing it twice is harmless."""
    with transaction() as db:
        call = access.call_request(db, actor, call_id)
        if call.closed_at is None:
            call.closed_at, call.closed_by_id = clock.now(), actor.account_id
            db.add(call)
            audit.record(db, actor, "call.closed", "graduate", call.graduate_id)
