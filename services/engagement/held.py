"""The group sessions that figures are made of, and who of those that may be counted came (R12, R26, R28).

Somebody whom the group has twice, by the clinic's word, is one person in all of it (`services.roles.load.whose`).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, distinct, func
from sqlmodel import Session, col, select

from models import ATTENDED, GroupSession, GroupSessionState, Mark, Member
from services import clock
from services.engagement.disclosure import may_count, may_count_at
from services.roles.load import whose
from services.security.actor import Actor

LEFT_AFTER = 6
"""So many group sessions with a finished register and no visit to them: somebody has left (R25)."""


@dataclass(frozen=True)
class Held:
    """A group session that is over and was not cancelled. Without a finished register it is in no figure."""

    id: int
    on: date
    recorded: bool


@dataclass(frozen=True)
class Visit:
    """One person at one group session with a finished register."""

    person: int
    group_session_id: int
    on: date


@dataclass(frozen=True)
class Span:
    """One person's first and last visit."""

    person: int
    first: date
    last: date


def held(db: Session, group_id: int, since: datetime, until: datetime) -> list[Held]:
    """Every group session of a group in [since, until) that is over and was not cancelled, oldest first.

    It tells nothing of who came, so it is the same for everyone who may see the group.
    """
    found = db.exec(
        select(GroupSession.id, GroupSession.starts_at, GroupSession.ends_at, GroupSession.register_finished_at)
        .where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.starts_at) >= since,
            col(GroupSession.starts_at) < until,
        )
        .order_by(col(GroupSession.starts_at), col(GroupSession.id))
    )
    return [
        Held(session_id, clock.local(starts_at).date(), finished_at is not None)
        for session_id, starts_at, ends_at, finished_at in found
        if session_id is not None and (finished_at is not None or ends_at <= clock.now())
    ]


def visits(db: Session, actor: Actor, group_id: int, since: datetime, until: datetime) -> list[Visit]:
    """Who came in [since, until), oldest first: of the people that may be counted for this actor (R26)."""
    found = db.exec(
        select(whose(), Mark.group_session_id, GroupSession.starts_at)
        .select_from(Mark)
        .join(GroupSession, col(GroupSession.id) == col(Mark.group_session_id))
        .join(Member, col(Member.id) == col(Mark.member_id))
        .where(*_came(group_id, _way(actor)), col(GroupSession.starts_at) >= since, col(GroupSession.starts_at) < until)
        .order_by(col(GroupSession.starts_at), col(Mark.id))
    )
    each = (Visit(person, session_id, clock.local(starts_at).date()) for person, session_id, starts_at in found)
    return list(dict.fromkeys(each))  # marked under two names at one group session, they came once


def came(db: Session, actor: Actor, group_id: int, since: datetime, until: datetime) -> Counter[int]:
    """How many came to each group session in [since, until), by its id, each counted by itself as for attendance.

    Whoever agrees later is among them at the group sessions that were given out after that (R26).
    """
    counted = may_count_at(actor, col(Member.graduate_id), col(Mark.member_id), col(Mark.group_session_id))
    found = db.exec(
        select(Mark.group_session_id, func.count(distinct(whose())))
        .select_from(Mark)
        .join(GroupSession, col(GroupSession.id) == col(Mark.group_session_id))
        .join(Member, col(Member.id) == col(Mark.member_id))
        .where(*_came(group_id, counted), col(GroupSession.starts_at) >= since, col(GroupSession.starts_at) < until)
        .group_by(col(Mark.group_session_id))
    )
    return Counter(dict(found.all()))


def spans(db: Session, actor: Actor, group_id: int) -> list[Span]:
    """From when to when each person came, ever: of the people that may be counted for this actor (R26)."""
    first, last = func.min(GroupSession.starts_at), func.max(GroupSession.starts_at)
    found = db.exec(
        select(whose(), first, last)
        .select_from(Mark)
        .join(GroupSession, col(GroupSession.id) == col(Mark.group_session_id))
        .join(Member, col(Member.id) == col(Mark.member_id))
        .where(*_came(group_id, _way(actor)))
        .group_by(whose())
        .order_by(first, whose())
    )
    return [Span(person, clock.local(one).date(), clock.local(other).date()) for person, one, other in found]


def _came(group_id: int, counted: ColumnElement[bool]) -> tuple[ColumnElement[bool] | Any, ...]:
    """The conditions of a visit that counts, on Mark joined to its group session and its member.

    Args:
        counted: whose, as the gate decides it.
    """
    return (
        GroupSession.group_id == group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.register_finished_at).is_not(None),
        Member.group_id == group_id,
        col(Mark.kind).in_(ATTENDED),
        counted,
    )


def _way(actor: Actor) -> ColumnElement[bool]:
    """The condition that somebody's visits may be followed from one to the next."""
    return may_count(actor, col(Member.graduate_id))


def not_recorded(sessions: list[Held]) -> tuple[date, ...]:
    """The days whose register was never finished: named wherever they weaken a figure (R28)."""
    return tuple(one.on for one in sessions if not one.recorded)
