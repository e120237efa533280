"""Whether something else of the group is at the same time."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models import GraduateGroup, GroupSession, GroupSessionState
from services import access
from services.errors import Conflict
from services.group_sessions.recurrence import Slot
from services.security.actor import Actor

Taken = tuple[datetime, datetime]


def locked_group(db: Session, actor: Actor, group_id: int) -> GraduateGroup:
    """The actor's group, locked: whoever else plans for it waits, so two cannot both find the time free."""
    group = access.group(db, actor, group_id)
    db.refresh(group, with_for_update=True)
    return group


def taken_between(
    db: Session, group_id: int, first: datetime, last: datetime, *, but: int | None = None
) -> list[Taken]:
    """The times of the group's planned sessions between `first` and `last`, without the one with id `but`."""
    wanted = select(GroupSession.starts_at, GroupSession.ends_at).where(
        GroupSession.group_id == group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.starts_at) < last,
        col(GroupSession.ends_at) > first,
    )
    if but is not None:
        wanted = wanted.where(col(GroupSession.id) != but)
    return [(starts_at, ends_at) for starts_at, ends_at in db.exec(wanted)]


def overlaps(slot: Slot, taken: Sequence[Taken]) -> bool:
    """Whether the slot shares a minute with any of `taken`; one may end as the other begins."""
    return any(starts_at < slot.ends_at and ends_at > slot.starts_at for starts_at, ends_at in taken)


def refuse_overlap(db: Session, group_id: int, slot: Slot, *, but: int | None = None) -> None:
    """Raises:
    Conflict: another planned session of the group is at that time.
    """
    if taken_between(db, group_id, slot.starts_at, slot.ends_at, but=but):
        raise Conflict(
            "The group already has a session planned at that time, so nothing was changed. "
            "Choose another day or time, or change the other one first."
        )
