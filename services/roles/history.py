"""What each person has been asked for and has done, role by role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, and_, case
from sqlmodel import Session, col, func, select

from models import Duty, DutyEvent, DutyState, GroupSession, GroupSessionState, Member
from services import clock
from services.roles.load import carried, whose

A_YEAR = timedelta(days=365)
_Wanted = TypeVar("_Wanted", bound=Select[*tuple[Any, ...]])
_YES = (DutyState.ACCEPTED, DutyState.DONE)


@dataclass(frozen=True)
class History:
    """One person and one role. A duty in any state makes one, also a suggestion.

    Attributes:
        times: how often they did it, or took it on where the register is not finished; standing by is not counted.
        in_a_year: of these, those of the last 365 days.
        last_asked: the day on which they were last asked, or had the role or stood by for it, whichever is later.
        ahead: they have it at a session to come, if only as a suggestion.
    """

    times: int = 0
    in_a_year: int = 0
    last_asked: date | None = None
    ahead: bool = False


def histories(db: Session, group_id: int) -> dict[tuple[int, int], History]:
    """By person and role, as `whose` tells people apart. Three queries, whatever the numbers."""
    times, asked = _times(db, group_id), _asked(db, group_id)
    return {
        (who, what): History(*times[who, what], _later(asked.get((who, what)), last), bool(ahead))
        for who, what, last, ahead in _last_and_ahead(db, group_id)
    }


def _times(db: Session, group_id: int) -> dict[tuple[int, int], tuple[int, int]]:
    """How often ever, and in a year."""
    lately = and_(carried(), col(GroupSession.starts_at) > clock.now() - A_YEAR)
    times, in_a_year = (func.sum(case((counts, 1), else_=0)) for counts in (carried(), lately))
    found = _of_group(select(whose(), Duty.group_role_id, times, in_a_year), group_id)
    return {(who, what): (often, recent) for who, what, often, recent in db.exec(found)}


def _last_and_ahead(db: Session, group_id: int) -> Sequence[tuple[int, int, datetime | None, int]]:
    """When each had it last, standing by or not, and how often they have it to come."""
    planned, now = col(GroupSession.state) == GroupSessionState.PLANNED, clock.now()
    had = and_(planned, col(GroupSession.ends_at) <= now, col(Duty.state).in_(_YES))
    to_come = and_(planned, col(GroupSession.ends_at) > now, col(Duty.state) != DutyState.HANDED_BACK)
    last, ahead = func.max(case((had, col(GroupSession.starts_at)))), func.sum(case((to_come, 1), else_=0))
    return db.exec(_of_group(select(whose(), Duty.group_role_id, last, ahead), group_id)).all()


def _of_group(wanted: _Wanted, group_id: int) -> _Wanted:
    """What is asked of a group's duties, for each person and role."""
    joined = (
        wanted.select_from(Duty)
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .join(Member, col(Member.id) == col(Duty.member_id))
    )
    return joined.where(col(GroupSession.group_id) == group_id).group_by(whose(), col(Duty.group_role_id))


def _asked(db: Session, group_id: int) -> dict[tuple[int, int], datetime]:
    """When each was last asked. Nobody is asked by a suggestion, nor by a mark that brings a duty back."""
    asked = (
        select(whose(), Duty.group_role_id, func.max(DutyEvent.at))
        .select_from(DutyEvent)
        .join(Duty, col(Duty.id) == col(DutyEvent.duty_id))
        .join(Member, col(Member.id) == col(Duty.member_id))
        .where(
            Member.group_id == group_id,
            col(DutyEvent.state).in_([DutyState.OFFERED, DutyState.ACCEPTED]),
            col(DutyEvent.by_register).is_(False),
        )
        .group_by(whose(), col(Duty.group_role_id))
    )
    return {(who, what): at for who, what, at in db.exec(asked)}


def _later(*moments: datetime | None) -> date | None:
    known = [moment for moment in moments if moment is not None]
    return clock.local(max(known)).date() if known else None
