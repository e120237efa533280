"""What one member gave to their group within some days: how often they came, and the roles they did."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from models import (
    ATTENDED,
    Duty,
    DutyState,
    GroupRole,
    GroupSession,
    GroupSessionState,
    Mark,
    Member,
    MemberStrength,
    Strength,
)
from services import clock
from services.register.reading import as_sorted


@dataclass(frozen=True)
class Done:
    """One role, how often they did it, and the local days of the first and the last time."""

    role: str
    times: int
    first: date
    last: date


@dataclass(frozen=True)
class Contributions:
    """`came` counts group sessions, late or not. Roles most often first; `strengths` are (name, in their own words)."""

    came: int
    led: tuple[Done, ...]
    stood_by: tuple[Done, ...]
    strengths: tuple[tuple[str, str], ...]


def contributions(db: Session, member: Member, since: date, until: date) -> Contributions:
    """Of the local days `since` to `until`, both included. Cancelled group sessions count nowhere. Three queries.

    Only duties that are done count; a backup stood by and did not lead.
    """
    when = _within(since, until)
    done = _done(db, member, when)
    return Contributions(
        came=_came(db, member, when),
        led=tuple(one for backup, one in done if not backup),
        stood_by=tuple(one for backup, one in done if backup),
        strengths=_strengths(db, member),
    )


def _within(since: date, until: date) -> ColumnElement[bool]:
    begins, ends = clock.day_begins(since), clock.day_begins(until + timedelta(days=1))
    at = col(GroupSession.starts_at)
    return (at >= begins) & (at < ends) & (col(GroupSession.state) == GroupSessionState.PLANNED)


def _came(db: Session, member: Member, when: ColumnElement[bool]) -> int:
    came = (
        select(func.count())
        .select_from(Mark)
        .join(GroupSession, col(GroupSession.id) == col(Mark.group_session_id))
        .where(Mark.member_id == member.id, col(Mark.kind).in_(ATTENDED), when)
    )
    return db.exec(came).one()


def _done(db: Session, member: Member, when: ColumnElement[bool]) -> list[tuple[bool, Done]]:
    """Whether as a backup, and what."""
    found = db.exec(
        select(GroupRole.name, Duty.backup, GroupSession.starts_at)
        .select_from(Duty)
        .join(GroupRole, col(GroupRole.id) == col(Duty.group_role_id))
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .where(Duty.member_id == member.id, Duty.state == DutyState.DONE, when)
    )
    days: dict[tuple[str, bool], list[date]] = defaultdict(list)
    for role, backup, at in found:
        days[role, backup].append(clock.local(at).date())
    done = [(backup, Done(role, len(on), min(on), max(on))) for (role, backup), on in days.items()]
    return sorted(done, key=lambda one: (-one[1].times, as_sorted(one[1].role)))


def _strengths(db: Session, member: Member) -> tuple[tuple[str, str], ...]:
    said = (
        select(Strength.name, MemberStrength.own_words)
        .join(MemberStrength, col(MemberStrength.strength_id) == col(Strength.id))
        .where(MemberStrength.member_id == member.id)
    )
    return tuple(sorted(db.exec(said), key=lambda one: as_sorted(one[0])))
