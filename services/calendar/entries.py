"""What a calendar may know of a session: when, where, how to get in, which skills. Nobody, no plan, no note."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models import GraduateGroup, GroupSession, GroupSessionSkill, GroupSessionState, Skill
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


def entries(db: Session, group: GraduateGroup) -> list[Entry]:
    """The group's sessions of the last year and all to come, cancelled ones among them. Two queries."""
    wanted = select(GroupSession).where(
        GroupSession.group_id == group.id, col(GroupSession.ends_at) > clock.now() - KEPT
    )
    rows = db.exec(wanted.order_by(col(GroupSession.starts_at), col(GroupSession.id))).all()
    skills = _skills(db, group)
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
