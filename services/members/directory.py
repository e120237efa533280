"""Everybody in the group, found by name, with when they last came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from models import ATTENDED, Confirmation, GroupSession, Mark, Member, MemberState
from services import access, clock
from services.database import reading
from services.search import matches
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

PAGE = 20


@dataclass(frozen=True)
class MemberRow:
    """One line: `visits` counts the group sessions they came to, late or not; `last_came` is the newest of them."""

    id: int
    name: str
    state: MemberState
    confirmation: Confirmation
    since: date
    visits: int
    last_came: date | None


@dataclass(frozen=True)
class Directory:
    """One page of people by name; `counts` has how many match the search in each state, on all pages."""

    rows: tuple[MemberRow, ...]
    counts: Mapping[MemberState, int] = field(default_factory=dict)


@needs(Permission.KEEP_MEMBERS)
def directory(
    actor: Actor,
    group_id: int,
    *,
    search: str = "",
    state: MemberState = MemberState.ACTIVE,
    page: int = 0,
    size: int = PAGE,
) -> Directory:
    """The members of a group in one state whose name holds every word of `search`, `size` to a page (from 0).

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        wanted = [col(Member.group_id) == group_id, col(Member.erased_at).is_(None)]
        if search.strip():
            wanted.append(matches(search, col(Member.name)))
        return Directory(_rows(db, [*wanted, col(Member.state) == state], page, size), _by_state(db, wanted))


def _rows(db: Session, wanted: list[ColumnElement[bool]], page: int, size: int) -> tuple[MemberRow, ...]:
    visits = (
        select(Mark.member_id, func.count().label("visits"), func.max(GroupSession.starts_at).label("last"))
        .join(GroupSession, col(GroupSession.id) == col(Mark.group_session_id))
        .join(Member, col(Member.id) == col(Mark.member_id))
        .where(col(Mark.kind).in_(ATTENDED), *wanted)
        .group_by(col(Mark.member_id))
        .subquery()
    )
    found = db.execute(
        select(Member, visits.c.visits, visits.c.last)
        .outerjoin(visits, visits.c.member_id == col(Member.id))
        .where(*wanted)
        .order_by(func.lower(Member.name), col(Member.id))
        .offset(page * size)
        .limit(size)
    )
    return tuple(
        MemberRow(
            id=member.id or 0,
            name=member.name,
            state=member.state,
            confirmation=member.confirmation,
            since=member.joined_on,
            visits=count or 0,
            last_came=clock.local(last).date() if last else None,
        )
        for member, count, last in found
    )


def _by_state(db: Session, wanted: list[ColumnElement[bool]]) -> dict[MemberState, int]:
    counts = db.exec(select(Member.state, func.count()).where(*wanted).group_by(col(Member.state)))
    return {MemberState(state): count for state, count in counts}
