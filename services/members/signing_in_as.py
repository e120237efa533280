"""Which coordinator a member is: their own duties count in the load (R21) and stand in their own calendar."""

from dataclasses import dataclass

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import Account, AccountGroup, Member, Role
from services import access, audit
from services.database import reading, transaction
from services.errors import Conflict, NotFound
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Coordinator:
    """An account that coordinates the group; `member_id` is who it is in the group, None for nobody yet."""

    account_id: int
    name: str
    member_id: int | None


@needs(Permission.KEEP_MEMBERS)
def coordinators(actor: Actor, group_id: int) -> tuple[Coordinator, ...]:
    """The active coordinators of the actor's group by name.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        who = _linked(db, group_id)
        found = db.exec(_coordinating(group_id).order_by(Account.display_name)).all()
        return tuple(Coordinator(one.id or 0, one.display_name, who.get(one.id or 0)) for one in found)


@needs(Permission.KEEP_MEMBERS)
def signs_in_as(actor: Actor, member_id: int, account_id: int | None) -> None:
    """Says which coordinator of the group a member is, or that they are none. A second time changes nothing.

    Raises:
        Conflict: another member is that coordinator already.
        NotFound: no such member, or no such coordinator of the actor's group.
    """
    with transaction() as db:
        member = access.member(db, actor, member_id)
        access.group(db, actor, member.group_id, to_change=True)
        if member.account_id == account_id:
            return
        if account_id is not None:
            _refuse_unless_free(db, member, account_id)
        changes: audit.Changes = {"account_id": (member.account_id, account_id)}
        member.account_id = account_id
        audit.record(db, actor, "member.signs_in_as", "member", member_id, group_id=member.group_id, changes=changes)


def _refuse_unless_free(db: Session, member: Member, account_id: int) -> None:
    if db.exec(_coordinating(member.group_id).where(Account.id == account_id)).first() is None:
        raise NotFound
    if account_id in _linked(db, member.group_id):
        raise Conflict("Another member signs in with that account already. Take it off their page first.")


def _coordinating(group_id: int) -> SelectOfScalar[Account]:
    return (
        select(Account)
        .join(AccountGroup, col(AccountGroup.account_id) == col(Account.id))
        .where(AccountGroup.group_id == group_id, Account.role == Role.COORDINATOR, col(Account.active).is_(True))
    )


def _linked(db: Session, group_id: int) -> dict[int, int]:
    """Member ids by account, where a member is known to sign in."""
    members = select(Member).where(
        Member.group_id == group_id, col(Member.account_id).is_not(None), col(Member.erased_at).is_(None)
    )
    return {member.account_id or 0: member.id or 0 for member in db.exec(members)}
