"""What the planning page chooses from: the group's skills, and the series it has."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlmodel import Session, col, func, select

from models import GroupSession, GroupSessionSkill, Series, Skill
from services import access, clock
from services.database import reading
from services.group_sessions.planning import next_end
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class SkillView:
    """A skill of the group's list."""

    id: int
    name: str


@dataclass(frozen=True)
class SeriesView:
    """A series that is not over. `made_to` is its last date so far.

    `extends_to` is the day up to which more can be made now; None when it is made as far as it can be.
    """

    id: int
    every_weeks: int
    starts_on: date
    local_time: time
    made_to: date
    until: date | None
    extends_to: date | None


@needs(Permission.PLAN_SESSIONS)
def skills(actor: Actor, group_id: int, group_session_id: int | None = None) -> tuple[SkillView, ...]:
    """The group's skills by name, and any that this group session has although it was archived since."""
    with reading() as db:
        access.group(db, actor, group_id)
        kept = select(GroupSessionSkill.skill_id).where(GroupSessionSkill.group_session_id == group_session_id)
        wanted = select(Skill).where(
            Skill.group_id == group_id, col(Skill.archived_at).is_(None) | col(Skill.id).in_(kept)
        )
        return tuple(SkillView(row.id or 0, row.name) for row in db.exec(wanted.order_by(Skill.name)))


@needs(Permission.PLAN_SESSIONS)
def series(actor: Actor, group_id: int) -> tuple[SeriesView, ...]:
    """The group's series that have dates to come, or could."""
    with reading() as db:
        access.group(db, actor, group_id)
        return tuple(_view(row, made_to or row.starts_on) for row, made_to in _running(db, group_id))


def _running(db: Session, group_id: int) -> list[tuple[Series, date | None]]:
    made_to = func.max(GroupSession.slot_on)
    wanted = (
        select(Series, made_to)
        .join(GroupSession, col(GroupSession.series_id) == col(Series.id), isouter=True)
        .where(Series.group_id == group_id, col(Series.until).is_(None) | (col(Series.until) >= clock.today()))
        .group_by(*Series.__table__.columns)  # type: ignore[attr-defined]
        .order_by(col(Series.starts_on), col(Series.id))
    )
    return list(db.exec(wanted).all())


def _view(row: Series, made_to: date) -> SeriesView:
    to = next_end(made_to)
    # Nearly a year ahead already, or at its end: nothing worth a button.
    made = made_to + timedelta(weeks=row.every_weeks) > to or (row.until is not None and made_to >= row.until)
    return SeriesView(
        row.id or 0, row.every_weeks, row.starts_on, row.local_time, made_to, row.until, None if made else to
    )
