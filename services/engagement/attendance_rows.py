"""The query behind attendance: each group session with how many of the people who may be counted came (R26)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlmodel import col, select

from models import ATTENDED, GroupSession, Mark, MarkKind, Member, PublishedOthers
from services import clock
from services.engagement.disclosure import may_count_at
from services.engagement.periods import Period, bounds
from services.security.actor import Actor


def counts(actor: Actor, group_id: int, period: Period) -> Any:
    """Every group session of the period that is over, oldest first: when, its state, when its register was finished,
    what was given out of it, and how many came, came late, sent word and did not come.
    """
    since, until = bounds(period, clock.today())
    finished = col(GroupSession.register_finished_at).is_not(None)
    counted = (
        select(Mark.group_session_id, Mark.kind)
        .join(Member, col(Member.id) == col(Mark.member_id))
        .where(
            Member.group_id == group_id,
            may_count_at(actor, col(Member.graduate_id), col(Mark.member_id), col(Mark.group_session_id)),
        )
        .subquery()
    )

    def number(kinds: frozenset[MarkKind]) -> ColumnElement[int]:
        return func.count(case((counted.c.kind.in_(kinds), 1)))

    return (
        select(  # type: ignore[call-overload] # SQLModel types no more than four columns
            GroupSession.starts_at,
            GroupSession.state,
            GroupSession.register_finished_at,
            PublishedOthers,
            number(ATTENDED),
            number(frozenset({MarkKind.LATE})),
            number(frozenset({MarkKind.SENT_WORD})),
            number(frozenset({MarkKind.DID_NOT_COME})),
        )
        .outerjoin(PublishedOthers, col(PublishedOthers.group_session_id) == col(GroupSession.id))
        .outerjoin(counted, and_(counted.c.group_session_id == col(GroupSession.id), finished))
        .where(
            GroupSession.group_id == group_id,
            col(GroupSession.starts_at) >= since,
            col(GroupSession.starts_at) < until,
            or_(col(GroupSession.ends_at) <= clock.now(), finished),
        )
        .group_by(col(GroupSession.id), col(PublishedOthers.group_session_id))
        .order_by(col(GroupSession.starts_at), col(GroupSession.id))
    )
