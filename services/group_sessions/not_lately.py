"""Skills that have not come up for a while: an idea for the next plan (R17)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import and_, col, func, select

from models import GroupSession, GroupSessionSkill, GroupSessionState, Skill
from services import access, clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

MOST = 3


@dataclass(frozen=True)
class NotLately:
    """A skill of the group's list, and the day of the last held group session that practised it; None: never."""

    id: int
    name: str
    last_on: date | None


@needs(Permission.PLAN_SESSIONS)
def not_lately(actor: Actor, group_id: int, most: int = MOST) -> tuple[NotLately, ...]:
    """Those longest ago, never practised first, then by name. One query.

    Raises:
        NotFound: not a group of the actor's.
    """
    last = func.max(GroupSession.starts_at)
    held = and_(
        col(GroupSession.id) == col(GroupSessionSkill.group_session_id),
        col(GroupSession.state) == GroupSessionState.PLANNED,
        col(GroupSession.register_finished_at).is_not(None),
    )
    with reading() as db:
        access.group(db, actor, group_id)
        found = db.exec(
            select(Skill.id, Skill.name, last)
            .outerjoin(GroupSessionSkill, col(GroupSessionSkill.skill_id) == col(Skill.id))
            .outerjoin(GroupSession, held)
            .where(Skill.group_id == group_id, col(Skill.archived_at).is_(None))
            .group_by(col(Skill.id), Skill.name)
            .order_by(last.is_not(None), last, Skill.name)
            .limit(most)
        )
        return tuple(NotLately(key or 0, name, clock.local(at).date() if at else None) for key, name, at in found)
