"""Today: what the coordinators' home shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import (
    GroupSession,
    GroupSessionState,
    Mark,
    MarkKind,
    Member,
    SaidComing,
)
from services import access, clock
from services.database import reading
from services.members.quiet import Quiet, quiet_members
from services.referrals.waiting import Waiting, waiting
from services.register.states import RegisterState, state_of
from services.roles.load import Load, load_of
from services.roles.open_places import open_roles
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.welcome.bridge import Bridge, Need, bridges, expected_here

BACK = timedelta(weeks=8)


@dataclass(frozen=True)
class FirstVisit:
    """Somebody expected for the first time, and who welcomes them ("" while nobody is named)."""

    name: str
    welcomer: str


@dataclass(frozen=True)
class Ahead:
    """The session now or next: who said they come, who sent word, first visits, roles with an open place."""

    group_session_id: int
    starts_at: datetime
    ends_at: datetime
    venue: str
    state: RegisterState
    said_coming: tuple[str, ...]
    sent_word: tuple[str, ...]
    first_visits: tuple[FirstVisit, ...]
    open_roles: tuple[str, ...]


@dataclass(frozen=True)
class ToWelcome:
    """Somebody on the way who needs something; `days` is how long since they were referred, `waiting` as R6 says."""

    bridge: Bridge
    days: int
    waiting: Waiting


@dataclass(frozen=True)
class Unfinished:
    """A past session whose register was begun or never taken, and not finished."""

    group_session_id: int
    starts_at: datetime
    marked: int


@dataclass(frozen=True)
class TodayView:
    """The coordinators' home."""

    ahead: Ahead | None
    to_welcome: tuple[ToWelcome, ...]
    unfinished: tuple[Unfinished, ...]
    quiet: tuple[Quiet, ...]
    load: Load


@needs(Permission.SEE_TODAY)
def today(actor: Actor, group_id: int) -> TodayView:
    """A group's session now or next, people to welcome, registers to finish and people gone quiet.

    Raises:
        NotFound: no such group, or not the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        return TodayView(
            ahead=_ahead(db, group_id),
            to_welcome=_to_welcome(db, group_id),
            unfinished=_unfinished(db, group_id),
            quiet=quiet_members(db, group_id),
            load=load_of(db, group_id),
        )


def _ahead(db: Session, group_id: int) -> Ahead | None:
    """Today's until its register is finished, then the next."""
    nearest = select(GroupSession).where(
        GroupSession.group_id == group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.starts_at) >= clock.day_begins(clock.today()),
        col(GroupSession.register_finished_at).is_(None),
    )
    found = db.exec(nearest.order_by(col(GroupSession.starts_at)).limit(1)).first()
    if found is None or found.id is None:
        return None
    return Ahead(
        group_session_id=found.id,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        venue=found.venue,
        state=state_of(found),
        said_coming=_said_coming(db, found.id),
        sent_word=_sent_word(db, found.id),
        first_visits=_first_visits(db, found.id),
        open_roles=open_roles(db, found),
    )


def _sent_word(db: Session, group_session_id: int) -> tuple[str, ...]:
    names = (
        select(Member.name)
        .join(Mark, col(Mark.member_id) == col(Member.id))
        .where(
            Mark.group_session_id == group_session_id,
            Mark.kind == MarkKind.SENT_WORD,
            col(Member.erased_at).is_(None),
        )
    )
    return tuple(db.exec(names.order_by(col(Member.name))))


def _said_coming(db: Session, group_session_id: int) -> tuple[str, ...]:
    """Whoever has a mark since is not counted here again."""
    marked = select(Mark.member_id).where(
        Mark.group_session_id == group_session_id, col(Mark.kind) != MarkKind.NOT_RECORDED
    )
    names = (
        select(Member.name)
        .join(SaidComing, col(SaidComing.member_id) == col(Member.id))
        .where(
            SaidComing.group_session_id == group_session_id,
            col(Member.erased_at).is_(None),
            col(Member.id).not_in(marked),
        )
    )
    return tuple(db.exec(names.order_by(col(Member.name))))


def _first_visits(db: Session, group_session_id: int) -> tuple[FirstVisit, ...]:
    expected = expected_here(db, group_session_id)
    names = select(col(Member.id), Member.name).where(col(Member.id).in_(expected))
    return tuple(FirstVisit(name, expected[key or 0]) for key, name in db.exec(names.order_by(col(Member.name))))


def _to_welcome(db: Session, group_id: int) -> tuple[ToWelcome, ...]:
    """Longest waiting first; whoever is expected and welcomed needs nothing today."""
    return tuple(
        ToWelcome(
            bridge=one,
            days=(clock.today() - clock.local(one.sent_at).date()).days,
            waiting=waiting(one.state, one.sent_at),
        )
        for one in bridges(db, group_id)
        if one.need is not Need.NOTHING
    )


def _unfinished(db: Session, group_id: int) -> tuple[Unfinished, ...]:
    """Newest first. Not finished is not recorded, and never an absence (R12)."""
    marks = (
        select(col(GroupSession.id), GroupSession.starts_at, func.count(col(Mark.id)))
        .join(
            Mark,
            (col(Mark.group_session_id) == col(GroupSession.id)) & (col(Mark.kind) != MarkKind.NOT_RECORDED),
            isouter=True,
        )
        .where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.starts_at) < clock.day_begins(clock.today()),
            col(GroupSession.starts_at) > clock.now() - BACK,
            col(GroupSession.register_finished_at).is_(None),
        )
        .group_by(col(GroupSession.id), col(GroupSession.starts_at))
    )
    found = db.exec(marks.order_by(col(GroupSession.starts_at).desc()))
    return tuple(Unfinished(key or 0, starts_at, marked) for key, starts_at, marked in found)
