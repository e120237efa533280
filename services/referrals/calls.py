"""“Please ask the clinic to call”: one action for a coordinator, answered by the clinic (R10). No health detail."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from models import CallRequest, Graduate, GraduateGroup, Member
from services import access, audit, clock
from services.database import reading, transaction
from services.errors import Conflict, NotFound
from services.fields import Checks
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
def ask(actor: Actor, member_id: int) -> None:
    """Asks the member's clinic to call them.

    Raises:
        Conflict: it has been asked already, or the clinic does not know this member.
    """
    with transaction() as db:
        member = access.member(db, actor, member_id)
        if member.graduate_id is None:
            raise Conflict(
                "The clinic does not know them as a member yet, so it cannot call. "
                "Please ring the clinic yourself, or have it confirm them first."
            )
        db.add(
            CallRequest(
                group_id=member.group_id,
                member_id=member_id,
                asked_at=clock.now(),
                asked_by_id=actor.account_id,
            )
        )
        db.flush()
        audit.record(db, actor, "call.asked", "member", member_id, group_id=member.group_id)


@needs(Permission.REFER)
def wanted(actor: Actor) -> tuple[CallWanted, ...]:
    """The open requests to the own clinic, oldest first."""
    with reading() as db:
        found = db.exec(
            select(CallRequest, Graduate, GraduateGroup.name)
            .join(Member, col(Member.id) == col(CallRequest.member_id))
            .join(Graduate, col(Graduate.id) == col(Member.graduate_id))
            .join(GraduateGroup, col(GraduateGroup.id) == col(CallRequest.group_id))
            .where(Graduate.clinic_id == actor.clinic_id, col(CallRequest.closed_at).is_(None))
            .order_by(col(CallRequest.asked_at))
        )
        return tuple(
            CallWanted(call.id or 0, person.id or 0, person.preferred_name, person.phone, group, call.asked_at)
            for call, person, group in found
        )


@needs(Permission.REFER)
def close(actor: Actor, call_id: int, note: str = "") -> None:
    """Records that the clinic called. Closing it twice is harmless."""
    check = Checks()
    note = check.line("note", "The note", note)
    check.done()
    with transaction() as db:
        call = db.get(CallRequest, call_id, with_for_update=True)
        member = db.get(Member, call.member_id) if call else None
        if call is None or member is None or member.graduate_id is None:
            raise NotFound
        access.graduate(db, actor, member.graduate_id)
        if call.closed_at is None:
            call.closed_at, call.closed_by_id, call.closing_note = clock.now(), actor.account_id, note
            db.add(call)
            audit.record(db, actor, "call.closed", "graduate", member.graduate_id)
