"""Which self-management skills were practised, in group sessions (R17). It tells nothing of any person."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import GroupSession, GroupSessionSkill, Skill
from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, period_for, scope_of
from services.engagement.held import held, not_recorded
from services.engagement.periods import Period, bounds
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class SkillPractised:
    """At how many recorded group sessions one skill was practised."""

    name: str
    group_sessions: int


@dataclass(frozen=True)
class Practised:
    """Every skill on the group's list, most practised first.

    `of` group sessions with a finished register; at `without` of them no skill was noted.
    """

    scope: Scope
    period: Period
    skills: tuple[SkillPractised, ...]
    of: int
    without: int
    not_recorded: tuple[date, ...]


@needs(Permission.SEE_ENGAGEMENT)
@kept
def practised(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Practised:
    """At how many group sessions with a finished register each skill was practised.

    What was planned for one that was cancelled, or never recorded, was not practised as far as anybody knows.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    with reading() as db:
        access.group(db, actor, group_id)
        sessions = held(db, group_id, *bounds(period, clock.today()))
        names = _names(db, group_id)
        noted = _noted(db, group_id)
    recorded = {one.id for one in sessions if one.recorded}
    at = Counter(skill_id for session_id, skill_id in noted if session_id in recorded)
    counts = [SkillPractised(name, at[skill_id]) for skill_id, name in names]
    return Practised(
        scope=scope_of(actor),
        period=period,
        skills=tuple(sorted(counts, key=lambda one: (-one.group_sessions, one.name.casefold()))),
        of=len(recorded),
        without=len(recorded - {session_id for session_id, _ in noted}),
        not_recorded=not_recorded(sessions),
    )


def _names(db: Session, group_id: int) -> list[tuple[int, str]]:
    found = db.exec(select(Skill.id, Skill.name).where(Skill.group_id == group_id))
    return [(skill_id, name) for skill_id, name in found if skill_id is not None]


def _noted(db: Session, group_id: int) -> list[tuple[int, int]]:
    """(group session, skill) of everything that was noted, ever."""
    found = db.exec(
        select(GroupSessionSkill.group_session_id, GroupSessionSkill.skill_id)
        .join(GroupSession, col(GroupSession.id) == col(GroupSessionSkill.group_session_id))
        .where(GroupSession.group_id == group_id)
    )
    return [(session_id, skill_id) for session_id, skill_id in found]
