"""Who is expected at a group session: active members who had joined by its day and are not away that day.

Others may still turn up.
"""

from sqlalchemy import ColumnElement, and_, exists
from sqlmodel import col

from models import GroupSession, Member, MemberAway, MemberState
from services import clock


def expected_at(group_session: GroupSession) -> ColumnElement[bool]:
    """The condition on a member, for any query of members of the session's group.

    Someone welcomed today was not away from last month's session.
    """
    day = clock.local(group_session.starts_at).date()
    away = exists().where(
        col(MemberAway.member_id) == col(Member.id), col(MemberAway.since) <= day, col(MemberAway.until) >= day
    )
    return and_(
        col(Member.state) == MemberState.ACTIVE,
        col(Member.joined_on) <= day,
        col(Member.erased_at).is_(None),
        ~away,
    )
