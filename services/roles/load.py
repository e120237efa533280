"""How evenly the work is shared, as an offer of help and never a verdict (R21)."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, func, select

from models import Duty, DutyState, GroupRole, GroupSession, GroupSessionState, Member
from services import access, clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

SIX_MONTHS = timedelta(days=183)


@dataclass(frozen=True)
class Load:
    """Duties of the last six months: how many, by how many people, how many of them by the two with most.

    `no_backup` names the roles that need a backup and have none at any session to come.
    """

    duties: int
    people: int
    top_two: int
    no_backup: tuple[str, ...]


@needs(Permission.SHARE_ROLES)
def load(actor: Actor, group_id: int) -> Load:
    """Counts what people carried, coordinators' own included.

    Raises:
        NotFound: no such group, or not the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        return load_of(db, group_id)


def load_of(db: Session, group_id: int) -> Load:
    """The same for a group that was fetched. Two queries."""
    shares = _shares(db, group_id)
    return Load(sum(shares), len(shares), sum(shares[:2]), _no_backup(db, group_id))


def carried() -> ColumnElement[bool]:
    """Which duties count, in a query that joins their group session: done, or taken on where nobody has said yet.

    Only at sessions that took place. Once a register is finished, a duty that was not done was handed back or is not
    recorded, and counts no more. Standing by does not count.
    """
    not_said = and_(col(Duty.state) == DutyState.ACCEPTED, col(GroupSession.register_finished_at).is_(None))
    return and_(
        col(GroupSession.state) == GroupSessionState.PLANNED,
        col(GroupSession.ends_at) <= clock.now(),
        or_(col(Duty.state) == DutyState.DONE, not_said),
        col(Duty.backup).is_(False),
    )


def whose() -> ColumnElement[int]:
    """Whose a duty or a mark is, in a query that joins its member: somebody whom the group has twice is one person.

    It joins no more people than the query may count. A clinic is not told that two rows are one person, and need not
    be: the second of them has no graduate (services/clinic/confirmations.py), so is in no exact figure of a clinic's.
    """
    return func.coalesce(Member.same_as_id, Member.id)


def _shares(db: Session, group_id: int) -> list[int]:
    """How many duties each person had, most first."""
    count = func.count()
    shares = (
        select(count)
        .select_from(Duty)
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .join(Member, col(Member.id) == col(Duty.member_id))
        .where(GroupSession.group_id == group_id, col(GroupSession.ends_at) >= clock.now() - SIX_MONTHS, carried())
        .group_by(whose())
        .order_by(count.desc())
    )
    return list(db.exec(shares))


def _no_backup(db: Session, group_id: int) -> tuple[str, ...]:
    backed = (
        select(Duty.group_role_id)
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .where(
            col(Duty.backup).is_(True),
            Duty.state != DutyState.HANDED_BACK,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.ends_at) > clock.now(),
        )
    )
    bare = select(GroupRole.name).where(
        GroupRole.group_id == group_id,
        col(GroupRole.needs_backup).is_(True),
        col(GroupRole.archived_at).is_(None),
        col(GroupRole.id).not_in(backed),
    )
    return tuple(db.exec(bare.order_by(GroupRole.name)))
