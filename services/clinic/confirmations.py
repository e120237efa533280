"""Someone came along without a referral: the clinic says whether they completed the programme (R16)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import Confirmation, Graduate, Member, MemberEvent, MemberStep
from services import access, audit, clock
from services.clinic import newcomers
from services.database import reading, transaction
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Unconfirmed:
    """Somebody a group asks about: the name they gave there, and since when they come.

    `handle` is what this clinic answers about them by (`services/clinic/newcomers.py`).
    """

    handle: str
    name: str
    group: str
    since: date


@needs(Permission.KEEP_GRADUATES)
def unconfirmed(actor: Actor) -> tuple[Unconfirmed, ...]:
    """Whom the clinic's groups ask about, longest waiting first. The looks are recorded."""
    with reading() as db:
        found = db.exec(newcomers.waiting(actor.clinic_id).order_by(col(Member.joined_on), col(Member.id))).all()
        shown = tuple(
            Unconfirmed(newcomers.handle_of(actor.clinic_id, row.id), row.name, group, row.joined_on)
            for row, group in found
        )
        looked_at = [row.id or 0 for row, _ in found]
    audit.looked(actor, "member", looked_at)
    return shown


@needs(Permission.KEEP_GRADUATES)
def confirm(actor: Actor, handle: str, graduate_id: int) -> None:
    """Says that the newcomer is this graduate of the clinic's.

    When the graduate is in the group already as another member, the group alone learns that the two are one: a
    refusal would tell the clinic of a membership that it may not know of (R9).

    Raises:
        NotFound: no such graduate; or, as NotAsked, no newcomer by this handle or it was answered already.
    """
    with transaction() as db:
        access.before_agreeing(db, actor)
        # The person first, as in a merge: two who wait for each other's rows would wait for ever.
        graduate = access.graduate(db, actor, graduate_id)
        member = newcomers.newcomer(db, actor, handle)
        same = select(Member.id).where(Member.group_id == member.group_id, Member.graduate_id == graduate.id)
        member.same_as_id = db.exec(same).first()
        member.graduate_id = graduate.id if member.same_as_id is None else None
        _answer(db, actor, member, Confirmation.CONFIRMED, MemberStep.CONFIRMED, graduate)


@needs(Permission.KEEP_GRADUATES)
def not_known(actor: Actor, handle: str) -> None:
    """Says that the clinic knows of no completed programme.

    Raises:
        NotAsked: no newcomer by this handle, or it was answered already.
    """
    with transaction() as db:
        member = newcomers.newcomer(db, actor, handle)
        _answer(db, actor, member, Confirmation.NOT_CONFIRMED, MemberStep.NOT_CONFIRMED)


def _answer(
    db: Session,
    actor: Actor,
    member: Member,
    confirmation: Confirmation,
    step: MemberStep,
    graduate: Graduate | None = None,
) -> None:
    changes: audit.Changes = {"confirmation": (member.confirmation, confirmation)}
    member.confirmation = confirmation
    if graduate is not None:
        changes["graduate"] = (None, graduate.id)
    db.add(member)
    db.add(MemberEvent(member_id=member.id or 0, step=step, at=clock.now(), account_id=actor.account_id))
    audit.record(db, actor, f"member.{step}", "member", member.id, group_id=member.group_id, changes=changes)
