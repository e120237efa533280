"""How evenly the work is shared, as an offer of help and never a verdict (R21)."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, func, select

from models import Duty, DutyState, GroupRole, GroupSession, GroupSessionState
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
    """Counts duties accepted or done at sessions that took place, coordinators' own included, backups not."""
    with reading() as db:
        access.group(db, actor, group_id)
        return load_of(db, group_id)


def load_of(db: Session, group_id: int) -> Load:
    """The same for a group that was fetched. Two queries."""
    shares = _shares(db, group_id)
    return Load(sum(shares), len(shares), sum(shares[:2]), _no_backup(db, group_id))


def _shares(db: Session, group_id: int) -> list[int]:
    """How many duties each member had, most first."""
    count = func.count()
    shares = (
        select(count)
        .select_from(Duty)
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.ends_at).between(clock.now() - SIX_MONTHS, clock.now()),
            col(Duty.state).in_([DutyState.ACCEPTED, DutyState.DONE]),
            col(Duty.backup).is_(False),
        )
        .group_by(col(Duty.member_id))
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
