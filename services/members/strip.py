"""A member's attendance as a strip: each held group session, and how the register has them there."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from models import GroupSession, GroupSessionState, Mark, MarkKind, Member
from services import clock

# What a usual rhythm is taken from: two years of a weekly group, at most.
TWO_YEARS = 104


@dataclass(frozen=True)
class StripView:
    """One held group session, and how the register has them there."""

    on: date
    kind: MarkKind
    left_early: bool


def strip_of(db: Session, member: Member, left_at: datetime | None) -> tuple[StripView, ...]:
    """The held group sessions of two years while they were a member, and any other that they have a mark at.

    A finished register without their mark is not recorded, never an absence (R12).
    """
    meanwhile = col(GroupSession.starts_at) >= clock.day_begins(member.joined_on)
    if left_at is not None:
        meanwhile = and_(meanwhile, col(GroupSession.starts_at) <= left_at)
    found = db.exec(
        select(GroupSession.starts_at, Mark.kind, Mark.left_early)
        .outerjoin(Mark, and_(col(Mark.group_session_id) == col(GroupSession.id), col(Mark.member_id) == member.id))
        .where(
            GroupSession.group_id == member.group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.register_finished_at).is_not(None),
            or_(meanwhile, col(Mark.id).is_not(None)),
        )
        .order_by(col(GroupSession.starts_at).desc())
        .limit(TWO_YEARS)
    ).all()
    return tuple(
        StripView(clock.local(at).date(), MarkKind(kind or MarkKind.NOT_RECORDED), bool(left_early))
        for at, kind, left_early in reversed(found)
    )
