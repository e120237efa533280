"""The next group sessions, as a sheet to hand out names them."""

from sqlmodel import Session, col, select

from models import GroupSession, GroupSessionState
from services import clock


def ahead(db: Session, group_id: int, most: int) -> list[GroupSession]:
    """The next that are planned, soonest first; cancelled ones and those held already are left out."""
    wanted = select(GroupSession).where(
        GroupSession.group_id == group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.register_finished_at).is_(None),
        col(GroupSession.ends_at) > clock.now(),
    )
    return list(db.exec(wanted.order_by(col(GroupSession.starts_at)).limit(most)))
