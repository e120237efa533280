"""What each member has done for the group so far, and what they have ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from models import ATTENDED, Duty, DutyState, GroupSession, GroupSessionState, Mark, Member
from services import clock
from services.roles.load import SIX_MONTHS


@dataclass(frozen=True)
class Record:
    """What a member has done so far. Standing by counts as a duty: it takes being there and ready.

    Attributes:
        visits: group sessions they came to.
        lately: duties of the last six months that were taken on or done, and those that they have ahead.
        ahead: of these, the ones ahead.
        last_on: the day of their last duty that was taken on or done; None without any.
        last_role_id: which role that was.
        done: role ids that they have done.
    """

    visits: int = 0
    lately: int = 0
    ahead: int = 0
    last_on: date | None = None
    last_role_id: int | None = None
    done: frozenset[int] = frozenset()


def records(db: Session, group_id: int, ignored: frozenset[int]) -> dict[int, Record]:
    """Each member's record, by id; whoever has none yet is missing. Three queries. `ignored`: ids of duties."""
    now, visits = clock.now(), _visits(db, group_id)
    last: dict[int, tuple[datetime, int]] = {}
    done: dict[int, set[int]] = {}
    lately: dict[int, int] = {}
    for who, what, latest, recent in _past(db, group_id, now):
        done.setdefault(who, set()).add(what)
        lately[who] = lately.get(who, 0) + recent
        last[who] = max(last.get(who, (latest, what)), (latest, what))
    ahead = dict(_ahead(db, group_id, now, ignored))
    for who, count in ahead.items():
        lately[who] = lately.get(who, 0) + count
    return {
        who: Record(
            visits=visits.get(who, 0),
            lately=lately.get(who, 0),
            ahead=ahead.get(who, 0),
            last_on=clock.local(last[who][0]).date() if who in last else None,
            last_role_id=last[who][1] if who in last else None,
            done=frozenset(done.get(who, ())),
        )
        for who in visits.keys() | lately.keys() | last.keys()
    }


def _past(db: Session, group_id: int, now: datetime) -> Sequence[tuple[int, int, datetime, int]]:
    """For each member and role: when the last such duty was, and how many in six months."""
    lately = case((col(GroupSession.starts_at) > now - SIX_MONTHS, 1), else_=0)
    taken_on = (
        select(Duty.member_id, Duty.group_role_id, func.max(GroupSession.starts_at), func.sum(lately))
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.ends_at) <= now,
            col(Duty.state).in_([DutyState.ACCEPTED, DutyState.DONE]),
        )
        .group_by(col(Duty.member_id), col(Duty.group_role_id))
    )
    return list(db.exec(taken_on))


def _ahead(db: Session, group_id: int, now: datetime, ignored: frozenset[int]) -> Sequence[tuple[int, int]]:
    ahead = (
        select(Duty.member_id, func.count())
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.ends_at) > now,
            Duty.state != DutyState.HANDED_BACK,
            col(Duty.id).not_in(ignored),
        )
        .group_by(col(Duty.member_id))
    )
    return list(db.exec(ahead))


def _visits(db: Session, group_id: int) -> dict[int, int]:
    came = (
        select(Mark.member_id, func.count())
        .join(Member, col(Member.id) == col(Mark.member_id))
        .where(Member.group_id == group_id, col(Mark.kind).in_(ATTENDED))
        .group_by(col(Mark.member_id))
    )
    return dict(db.exec(came).all())
