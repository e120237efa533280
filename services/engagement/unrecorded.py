"""Registers that are missing: what every figure made from registers has to name (R28)."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models import GroupSession, GroupSessionState
from services import clock


def unrecorded(db: Session, group_id: int, since: datetime, until: datetime) -> tuple[date, ...]:
    """The days from `since` to before `until` of group sessions that are over without a finished register."""
    missing = select(GroupSession.starts_at).where(
        GroupSession.group_id == group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.starts_at) >= since,
        col(GroupSession.starts_at) < until,
        col(GroupSession.ends_at) <= clock.now(),
        col(GroupSession.register_finished_at).is_(None),
    )
    return tuple(clock.local(at).date() for at in db.exec(missing.order_by(col(GroupSession.starts_at))))
