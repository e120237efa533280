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
    Referral,
    ReferralState,
)
from services import access, clock
from services.database import reading
from services.members.quiet import Quiet, quiet_members
from services.referrals.waiting import NOT_CONTACTED, Waiting, waiting
from services.register.states import RegisterState, state_of
from services.roles.open_places import open_roles
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

BACK = timedelta(weeks=8)


@dataclass(frozen=True)
class Ahead:
    """The session now or next, with names: who sent word, who has yet to come at all, roles with an open place."""

    group_session_id: int
    starts_at: datetime
    ends_at: datetime
    venue: str
    state: RegisterState
    sent_word: tuple[str, ...]
    first_visits: tuple[str, ...]
    open_roles: tuple[str, ...]


@dataclass(frozen=True)
class ToWelcome:
    """Someone referred and not contacted yet; `days` is how long, in whole days since it was sent (R6)."""

    referral_id: int
    name: str
    accepted: bool
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
        sent_word=_sent_word(db, found.id),
        first_visits=_first_visits(db, group_id),
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


def _first_visits(db: Session, group_id: int) -> tuple[str, ...]:
    """Welcomed and not come yet: the register moves a referral on at the first visit (R5)."""
    expected = select(Referral.preferred_name).where(
        Referral.group_id == group_id,
        col(Referral.state).in_((ReferralState.ACCEPTED, ReferralState.CONTACTED)),
    )
    return tuple(db.exec(expected.order_by(col(Referral.preferred_name))))


def _to_welcome(db: Session, group_id: int) -> tuple[ToWelcome, ...]:
    """Longest waiting first."""
    not_contacted = select(Referral).where(
        Referral.group_id == group_id,
        col(Referral.sent_at).is_not(None),
        col(Referral.state).in_(NOT_CONTACTED),
    )
    return tuple(
        ToWelcome(
            referral_id=row.id or 0,
            name=row.preferred_name,
            accepted=row.state is ReferralState.ACCEPTED,
            days=(clock.today() - clock.local(row.sent_at).date()).days if row.sent_at else 0,
            waiting=waiting(row.state, row.sent_at),
        )
        for row in db.exec(not_contacted.order_by(col(Referral.sent_at), col(Referral.id)))
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
