"""Group sessions to look at: the calendar for clinic staff, everything for the group's coordinators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, select

from models import ATTENDED, GroupSession, GroupSessionSkill, GroupSessionState, Mark, Skill
from services import access, clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

A_PAGE = 10


@dataclass(frozen=True)
class GroupSessionView:
    """One group session. Plan, note, why it was cancelled and how many came are None for clinic staff.

    `held` means its register is finished; a planned one that has ended and is not held has no register yet.
    """

    id: int
    group_id: int
    starts_at: datetime
    ends_at: datetime
    venue: str
    access_notes: str
    state: GroupSessionState
    held: bool
    skills: tuple[str, ...]
    version: int
    series_id: int | None
    plan: str | None
    note: str | None
    cancel_reason: str | None
    came: int | None

    @property
    def cancelled(self) -> bool:
        return self.state is GroupSessionState.CANCELLED

    @property
    def register_missing(self) -> bool:
        return not self.cancelled and not self.held and self.ends_at <= clock.now()


@dataclass(frozen=True)
class PastPage:
    """One page of past group sessions, latest first; `total` counts all of them."""

    group_sessions: tuple[GroupSessionView, ...]
    total: int


@needs(Permission.SEE_CALENDAR)
def upcoming(actor: Actor, group_id: int, limit: int = A_PAGE) -> tuple[GroupSessionView, ...]:
    """The group sessions that have not ended, soonest first, cancelled ones among them."""
    with reading() as db:
        access.group(db, actor, group_id)
        wanted = select(GroupSession).where(GroupSession.group_id == group_id, _not_over())
        rows = db.exec(wanted.order_by(col(GroupSession.starts_at), col(GroupSession.id)).limit(limit)).all()
        return _views(db, actor, rows)


@needs(Permission.SEE_CALENDAR)
def past(actor: Actor, group_id: int, page: int = 1, size: int = A_PAGE) -> PastPage:
    """One page of the group sessions that have ended, latest first. Pages count from 1."""
    with reading() as db:
        access.group(db, actor, group_id)
        over = and_(GroupSession.group_id == group_id, col(GroupSession.ends_at) <= clock.now())
        latest = select(GroupSession).where(over)
        latest = latest.order_by(col(GroupSession.starts_at).desc(), col(GroupSession.id).desc())
        rows = db.exec(latest.limit(size).offset((max(page, 1) - 1) * size)).all()
        total = db.exec(select(func.count()).select_from(GroupSession).where(over)).one()
        return PastPage(_views(db, actor, rows), total)


@needs(Permission.SEE_CALENDAR)
def one(actor: Actor, group_session_id: int) -> GroupSessionView:
    """One group session of a group the actor reaches.

    Raises:
        NotFound: missing, or not the actor's.
    """
    with reading() as db:
        return _views(db, actor, [access.group_session(db, actor, group_session_id)])[0]


@needs(Permission.SEE_CALENDAR)
def next_session(actor: Actor, group_id: int) -> GroupSessionView | None:
    """The group session that is on now or comes next, cancelled and held ones left out."""
    with reading() as db:
        access.group(db, actor, group_id)
        wanted = select(GroupSession).where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.register_finished_at).is_(None),
            _not_over(),
        )
        rows = db.exec(wanted.order_by(col(GroupSession.starts_at)).limit(1)).all()
        return next(iter(_views(db, actor, rows)), None)


def _not_over() -> ColumnElement[bool]:
    return col(GroupSession.ends_at) > clock.now()


def _views(db: Session, actor: Actor, rows: Sequence[GroupSession]) -> tuple[GroupSessionView, ...]:
    """Two queries more, however many rows."""
    ids = [row.id or 0 for row in rows]
    inside = actor.may(Permission.PLAN_SESSIONS)
    skills, came = _skills(db, ids), _came(db, ids) if inside else {}
    return tuple(_view(row, skills.get(row.id or 0, ()), came.get(row.id or 0, 0), inside) for row in rows)


def _view(row: GroupSession, skills: tuple[str, ...], came: int, inside: bool) -> GroupSessionView:
    return GroupSessionView(
        id=row.id or 0,
        group_id=row.group_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        venue=row.venue,
        access_notes=row.access_notes,
        state=row.state,
        held=row.register_finished_at is not None,
        skills=skills,
        version=row.version,
        series_id=row.series_id,
        plan=row.plan if inside else None,
        note=row.note if inside else None,
        cancel_reason=row.cancel_reason if inside else None,
        came=came if inside else None,
    )


def _skills(db: Session, ids: list[int]) -> dict[int, tuple[str, ...]]:
    named = select(GroupSessionSkill.group_session_id, Skill.name).join(
        Skill, col(Skill.id) == col(GroupSessionSkill.skill_id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for key, name in db.exec(named.where(col(GroupSessionSkill.group_session_id).in_(ids)).order_by(Skill.name)):
        found[key] = (*found.get(key, ()), name)
    return found


def _came(db: Session, ids: list[int]) -> dict[int, int]:
    counted = select(Mark.group_session_id, func.count()).where(
        col(Mark.group_session_id).in_(ids), col(Mark.kind).in_(ATTENDED)
    )
    return dict(db.exec(counted.group_by(col(Mark.group_session_id))).all())
