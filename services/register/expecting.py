"""Who is expected at a group session: active members who had joined by its day. Others may still turn up."""

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from models import GroupSession, Member, MemberState
from services import clock


def expected_at(group_session: GroupSession) -> ColumnElement[bool]:
    """The condition on a member, for any query of members of the session's group."""
    return and_(
        col(Member.state) == MemberState.ACTIVE,
        col(Member.joined_on) <= clock.local(group_session.starts_at).date(),
        col(Member.erased_at).is_(None),
    )


def is_expected(member: Member, group_session: GroupSession) -> bool:
    """The same for one member: someone welcomed today was not away from last month's session."""
    return member.state is MemberState.ACTIVE and member.joined_on <= clock.local(group_session.starts_at).date()
