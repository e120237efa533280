"""Someone came along without a referral: the clinic says whether they completed the programme (R16)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import Confirmation, Graduate, GraduateGroup, Member, MemberEvent, MemberStep
from services import access, audit, clock
from services.database import reading, transaction
from services.errors import Conflict
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Unconfirmed:
    """Somebody a group asks about: the name they gave there, and since when they come."""

    member_id: int
    name: str
    group: str
    since: date


@needs(Permission.KEEP_GRADUATES)
def unconfirmed(actor: Actor) -> tuple[Unconfirmed, ...]:
    """Whom the clinic's groups ask about, longest waiting first. The looks are recorded."""
    with reading() as db:
        found = db.exec(
            select(Member, GraduateGroup.name)
            .join(GraduateGroup, col(GraduateGroup.id) == col(Member.group_id))
            .where(
                GraduateGroup.clinic_id == actor.clinic_id,
                Member.confirmation == Confirmation.WAITING,
                col(Member.erased_at).is_(None),
            )
            .order_by(col(Member.joined_on), col(Member.id))
        )
        shown = tuple(Unconfirmed(row.id or 0, row.name, group, row.joined_on) for row, group in found)
    audit.looked(actor, "member", [one.member_id for one in shown])
    return shown


@needs(Permission.KEEP_GRADUATES)
def confirm(actor: Actor, member_id: int, graduate_id: int) -> None:
    """Says that the member is this graduate of the clinic's.

    When the graduate is in the group already as another member, the group alone learns that the two are one: a
    refusal would tell the clinic of a membership that it may not know of (R9).

    Raises:
        Conflict: it was answered already.
    """
    with transaction() as db:
        access.before_agreeing(db, actor)
        # The person first, as in a merge: two who wait for each other's rows would wait for ever.
        graduate = access.graduate(db, actor, graduate_id)
        member = _waiting(db, actor, member_id)
        same = select(Member.id).where(Member.group_id == member.group_id, Member.graduate_id == graduate.id)
        member.same_as_id = db.exec(same).first()
        member.graduate_id = graduate.id if member.same_as_id is None else None
        _answer(db, actor, member, Confirmation.CONFIRMED, MemberStep.CONFIRMED, graduate)


@needs(Permission.KEEP_GRADUATES)
def not_known(actor: Actor, member_id: int) -> None:
    """Says that the clinic knows of no completed programme.

    Raises:
        Conflict: it was answered already.
    """
    with transaction() as db:
        member = _waiting(db, actor, member_id)
        _answer(db, actor, member, Confirmation.NOT_CONFIRMED, MemberStep.NOT_CONFIRMED)


def _waiting(db: Session, actor: Actor, member_id: int) -> Member:
    member = access.member_to_confirm(db, actor, member_id)
    if member.confirmation is not Confirmation.WAITING:
        raise Conflict("Somebody has answered this already. Nothing was changed.")
    return member


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
