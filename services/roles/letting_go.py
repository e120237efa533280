"""Roles that somebody cannot have after all, because they are away or no longer coming: open again at once (R18)."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from models import Duty, DutyState, GroupSession
from services import clock
from services.roles.moving import move
from services.security.actor import Actor


def let_go(db: Session, actor: Actor, member_id: int, since: date | None = None, until: date | None = None) -> int:
    """Hands back what a member has at sessions to come, on days from `since` to `until`. Returns how many."""
    ahead = (
        select(Duty)
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .where(
            Duty.member_id == member_id,
            col(Duty.state).in_([DutyState.SUGGESTED, DutyState.OFFERED, DutyState.ACCEPTED]),
            col(GroupSession.ends_at) > clock.now(),
        )
    )
    if since is not None:
        ahead = ahead.where(col(GroupSession.starts_at) >= clock.day_begins(since))
    if until is not None:
        ahead = ahead.where(col(GroupSession.starts_at) < clock.day_begins(until + timedelta(days=1)))
    found = db.exec(ahead.order_by(col(Duty.id)).with_for_update(of=Duty)).all()
    for duty in found:
        move(db, actor, duty, DutyState.HANDED_BACK)
    return len(found)
