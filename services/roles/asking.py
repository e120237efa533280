"""Who may be asked to do what: one rule, for the chooser on the page and for the offer (R18, R19)."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import (
    Duty,
    DutyState,
    GroupRole,
    GroupSession,
    Mark,
    MarkKind,
    Member,
    MemberAway,
    MemberRole,
    MemberState,
    Wish,
)
from services import clock


@dataclass(frozen=True)
class Situation:
    """What is known about some group sessions and the members who may be asked for them."""

    sent_word: frozenset[tuple[int, int]]  # (group session, member)
    wishes: dict[tuple[int, int], Wish]  # (member, role)
    away: tuple[MemberAway, ...]
    holding: frozenset[tuple[int, int, int]]  # (group session, role, member)
    duties: Counter[tuple[int, int]]  # (group session, member): how many


def situation(
    db: Session, group_session_ids: Collection[int], member_ids: Collection[int] | None, group_id: int
) -> Situation:
    """Four queries, however many group sessions and members. Without `member_ids`, everyone in the group."""
    members = select(col(Member.id)).where(Member.group_id == group_id)
    if member_ids is not None:
        members = members.where(col(Member.id).in_(member_ids))
    duties = db.exec(
        select(Duty.group_session_id, Duty.group_role_id, Duty.member_id).where(
            col(Duty.group_session_id).in_(group_session_ids),
            col(Duty.member_id).in_(members),
            Duty.state != DutyState.HANDED_BACK,
        )
    ).all()
    words = select(Mark.group_session_id, Mark.member_id).where(
        col(Mark.group_session_id).in_(group_session_ids),
        col(Mark.member_id).in_(members),
        Mark.kind == MarkKind.SENT_WORD,
    )
    wishes = db.exec(select(MemberRole).where(col(MemberRole.member_id).in_(members)))
    away = select(MemberAway).where(col(MemberAway.member_id).in_(members))
    return Situation(
        sent_word=frozenset((at, who) for at, who in db.exec(words)),
        wishes={(wish.member_id, wish.group_role_id): wish.wish for wish in wishes},
        away=tuple(db.exec(away)),
        holding=frozenset((at, what, who) for at, what, who in duties),
        duties=Counter((at, who) for at, _, who in duties),
    )


def why_not(known: Situation, meeting: GroupSession, role: GroupRole, member: Member) -> str | None:
    """Why this member is not asked for this role at this group session, in words; None when they may be."""
    at, what, who = meeting.id or 0, role.id or 0, member.id or 0
    if member.state is not MemberState.ACTIVE:
        return "They are not coming to the group at the moment. Choose someone else."
    if (at, who) in known.sent_word:
        return "They sent word that they cannot come to this session. Choose someone else."
    if _away(known, meeting, who):
        return "They are away on that day. Choose someone else."
    if known.wishes.get((who, what)) is Wish.WOULD_RATHER_NOT:
        return "They said they would rather not do this. Ask them first, then change it on their page."
    if not member.suggest_roles:
        return "They asked not to be offered roles. Ask them first, then change it on their page."
    if (at, what, who) in known.holding:
        return "They already have that role at that group session."
    if known.duties[at, who] >= member.duties_per_session:
        return _enough(member.duties_per_session)
    return None


def would_like(known: Situation, role: GroupRole, member: Member) -> bool:
    """Whether the member said that they would like this role."""
    return known.wishes.get((member.id or 0, role.id or 0)) is Wish.WOULD_LIKE


def _away(known: Situation, meeting: GroupSession, who: int) -> bool:
    day = clock.local(meeting.starts_at).date()
    return any(away.member_id == who and away.since <= day <= away.until for away in known.away)


def _enough(cap: int) -> str:
    if cap == 0:
        return "They asked for no roles at a session. Ask them first, then change it on their page."
    roles = "one role" if cap == 1 else f"{cap} roles"
    return f"They asked for at most {roles} at a session, and have that already. Choose someone else."
