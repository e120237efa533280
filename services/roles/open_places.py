"""Which roles are due at a group session and how many of their places are open: decided here alone."""

from collections import Counter

from sqlmodel import Session, col, func, select

from models import Duty, DutyState, GroupRole, GroupSession, GroupSessionState


def is_due(role: GroupRole, before: int) -> bool:
    """A role of every nth group session is due at every nth one that the group has ever planned.

    `before`: how many planned ones came before this.
    """
    return role.archived_at is None and before % role.every_nth == 0


def open_places(role: GroupRole, leading: int) -> int:
    """Places without anybody; `leading` hold one or have been asked, suggested ones among them. Backups fill none."""
    return 0 if role.archived_at else max(role.places - leading, 0)


def planned_before(db: Session, meeting: GroupSession) -> int:
    """How many planned group sessions of its group came before this one."""
    earlier = select(func.count()).where(
        GroupSession.group_id == meeting.group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.starts_at) < meeting.starts_at,
    )
    return db.exec(earlier).one()


def open_roles(db: Session, meeting: GroupSession) -> tuple[str, ...]:
    """The names of the roles with an open place at one group session. Three queries."""
    before = planned_before(db, meeting)
    live = select(Duty.group_role_id, Duty.backup).where(
        Duty.group_session_id == meeting.id, Duty.state != DutyState.HANDED_BACK
    )
    duties = db.exec(live).all()
    held, leading = {role for role, _ in duties}, Counter(role for role, backup in duties if not backup)
    roles = db.exec(select(GroupRole).where(GroupRole.group_id == meeting.group_id).order_by(GroupRole.name))
    return tuple(
        role.name
        for role in roles
        if (is_due(role, before) or role.id in held) and open_places(role, leading[role.id or 0])
    )
