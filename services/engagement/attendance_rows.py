"""The query behind attendance: each group session with how many of the people who may be counted came (R26)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, distinct, func, or_
from sqlmodel import col, select

from models import ATTENDED, GroupSession, Mark, MarkKind, Member, PublishedOthers
from services import clock
from services.engagement.disclosure import may_count_at
from services.engagement.periods import Period, bounds
from services.roles.load import whose
from services.security.actor import Actor


def _number(kinds: frozenset[MarkKind]) -> ColumnElement[int]:
    # Of people: somebody whom a register has under two names is in each number once.
    return func.count(distinct(case((col(Mark.kind).in_(kinds), whose()))))


# Came, came late, sent word and did not come. Made once: putting them together takes as long as reading them.
_NUMBERS = (
    _number(ATTENDED),
    *(_number(frozenset({kind})) for kind in (MarkKind.LATE, MarkKind.SENT_WORD, MarkKind.DID_NOT_COME)),
)


def counts(actor: Actor, group_id: int, period: Period) -> Any:
    """Every group session of the period that is over, oldest first: when, its state, when its register was finished,
    what was given out of it, and how many came, came late, sent word and did not come.
    """
    since, until = bounds(period, clock.today())
    finished = col(GroupSession.register_finished_at).is_not(None)
    may_be_counted = may_count_at(actor, col(Member.graduate_id), col(Mark.member_id), col(Mark.group_session_id))
    of_the_group = and_(col(Member.id) == col(Mark.member_id), col(Member.group_id) == group_id, may_be_counted)

    return (
        select(
            GroupSession.starts_at,
            GroupSession.state,
            GroupSession.register_finished_at,
            PublishedOthers,
            *_NUMBERS,
        )
        .outerjoin(PublishedOthers, col(PublishedOthers.group_session_id) == col(GroupSession.id))
        .outerjoin(Mark, and_(col(Mark.group_session_id) == col(GroupSession.id), finished))
        .outerjoin(Member, of_the_group)
        .where(
            GroupSession.group_id == group_id,
            col(GroupSession.starts_at) >= since,
            col(GroupSession.starts_at) < until,
            or_(col(GroupSession.ends_at) <= clock.now(), finished),
        )
        .group_by(col(GroupSession.id), col(PublishedOthers.group_session_id))
        .order_by(col(GroupSession.starts_at), col(GroupSession.id))
    )
