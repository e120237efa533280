"""What a calendar may know of a session: when, where, how to get in, which skills, and the own roles of whose it is.

Nobody else, no plan, no note."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import (
    Duty,
    DutyState,
    GraduateGroup,
    GroupRole,
    GroupSession,
    GroupSessionSkill,
    GroupSessionState,
    Member,
    Skill,
)
from services import clock
from services.group_sessions.getting_in import getting_in

# Older ones only fill a phone.
KEPT = timedelta(days=366)


@dataclass(frozen=True)
class Entry:
    """One group session. `version` rises with every change of it."""

    group_session_id: int
    version: int
    starts_at: datetime
    ends_at: datetime
    venue: str
    getting_in: str
    skills: tuple[str, ...]
    cancelled: bool
    yours: tuple[str, ...] = ()


def entries(db: Session, group: GraduateGroup, account_id: int | None = None) -> list[Entry]:
    """The group's sessions of the last year and all to come, cancelled ones among them. Three queries at most.

    `account_id`: whose calendar it is; their own roles are in it, as the only ones (R30).
    """
    wanted = select(GroupSession).where(
        GroupSession.group_id == group.id, col(GroupSession.ends_at) > clock.now() - KEPT
    )
    rows = db.exec(wanted.order_by(col(GroupSession.starts_at), col(GroupSession.id))).all()
    skills, yours = _skills(db, group), _yours(db, group, account_id)
    return [
        Entry(
            group_session_id=row.id or 0,
            version=row.version,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            venue=row.venue,
            getting_in=getting_in(row, group),
            skills=skills.get(row.id or 0, ()),
            cancelled=row.state is GroupSessionState.CANCELLED,
            yours=yours.get(row.id or 0, ()),
        )
        for row in rows
    ]


def _skills(db: Session, group: GraduateGroup) -> dict[int, tuple[str, ...]]:
    named = (
        select(GroupSessionSkill.group_session_id, Skill.name)
        .join(Skill, col(Skill.id) == col(GroupSessionSkill.skill_id))
        .where(Skill.group_id == group.id)
        .order_by(Skill.name)
    )
    found: dict[int, tuple[str, ...]] = {}
    for key, name in db.exec(named):
        found[key] = (*found.get(key, ()), name)
    return found


def _yours(db: Session, group: GraduateGroup, account_id: int | None) -> dict[int, tuple[str, ...]]:
    """The roles at each session of the member who signs in with this account."""
    if account_id is None:
        return {}
    held = (
        select(Duty.group_session_id, GroupRole.name, Duty.backup)
        .join(GroupRole, col(GroupRole.id) == col(Duty.group_role_id))
        .join(Member, col(Member.id) == col(Duty.member_id))
        .where(
            Member.account_id == account_id,
            Member.group_id == group.id,
            col(Duty.state).in_([DutyState.OFFERED, DutyState.ACCEPTED, DutyState.DONE]),
        )
        .order_by(GroupRole.name)
    )
    found: dict[int, tuple[str, ...]] = {}
    for key, name, backup in db.exec(held):
        found[key] = (*found.get(key, ()), f"{name} (standing by)" if backup else name)
    return found
