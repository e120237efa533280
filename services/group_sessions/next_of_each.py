"""The next group session of every group the actor reaches: what to tell someone on the phone."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models import GroupSession, GroupSessionState
from services import access, clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Meeting:
    """When and where."""

    starts_at: datetime
    ends_at: datetime
    venue: str


@dataclass(frozen=True)
class GroupAhead:
    """A group with its next meeting; None while none is planned."""

    group_id: int
    group: str
    access_notes: str
    meeting: Meeting | None


@needs(Permission.SEE_CALENDAR)
def next_of_each(actor: Actor) -> tuple[GroupAhead, ...]:
    """Every group by name, with the group session that is on now or comes next; cancelled ones are left out."""
    with reading() as db:
        groups = access.groups(db, actor)
        meetings = _next(db, [group.id or 0 for group in groups])
    return tuple(
        GroupAhead(group.id or 0, group.name, group.access_notes, meetings.get(group.id or 0)) for group in groups
    )


def _next(db: Session, group_ids: list[int]) -> dict[int, Meeting]:
    ahead = (
        col(GroupSession.group_id).in_(group_ids),
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.register_finished_at).is_(None),
        col(GroupSession.ends_at) > clock.now(),
    )
    first = select(func.min(GroupSession.starts_at).label("at"), GroupSession.group_id).where(*ahead)
    soonest = first.group_by(col(GroupSession.group_id)).subquery()
    found = db.exec(
        select(GroupSession)
        .join(
            soonest,
            (soonest.c.group_id == col(GroupSession.group_id)) & (soonest.c.at == col(GroupSession.starts_at)),
        )
        .where(*ahead)
    )
    return {row.group_id: Meeting(row.starts_at, row.ends_at, row.venue) for row in found}
