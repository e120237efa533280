"""One change of a group's rota at a time: caps and places reach over several sessions, so no single row guards them."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from models import GroupSession
from services import access
from services.security.actor import Actor


def hold(db: Session, actor: Actor, group_id: int, group_session_ids: Collection[int]) -> None:
    """Holds the group, then these group sessions, so that nobody sends word there meanwhile.

    Always in this order, and before any duty: a register holds its session first and then duties, never the group.

    Raises:
        NotFound: not a group of the actor's.
    """
    access.group(db, actor, group_id, to_change=True)
    there = select(GroupSession.id).where(
        col(GroupSession.id).in_(group_session_ids), GroupSession.group_id == group_id
    )
    db.exec(there.order_by(col(GroupSession.id)).with_for_update()).all()
