"""Who may be asked to do what: one rule, for the chooser on the page, the offer and the suggestions (R18, R19)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from models import (
    Duty,
    DutyState,
    Effort,
    GroupRole,
    GroupSession,
    GroupSessionState,
    Mark,
    MarkKind,
    Member,
    MemberAway,
    MemberRole,
    MemberState,
    Posture,
    Wish,
)
from services import clock
from services.roles.six_weeks import SIX_WEEKS, room_in_six_weeks

_MORE = list(Effort)
# Of a session under way too: whoever did not come is asked for nothing there.
_NOT_THERE = (MarkKind.SENT_WORD, MarkKind.DID_NOT_COME)


class WhyNot(StrEnum):
    """Why somebody is not asked, the first that applies."""

    NOT_COMING = "not_coming"
    SENT_WORD = "sent_word"
    AWAY = "away"
    RATHER_NOT = "rather_not"
    NO_ROLES = "no_roles"
    SEATED_ONLY = "seated_only"
    NO_LIFTING = "no_lifting"
    TOO_MUCH_EFFORT = "too_much_effort"
    HAS_IT = "has_it"
    ENOUGH_THAT_DAY = "enough_that_day"
    ENOUGH_IN_SIX_WEEKS = "enough_in_six_weeks"


@dataclass(frozen=True)
class Situation:
    """What is known about some group sessions and the members who may be asked for them.

    `days` are those of each member's duties in the six weeks before, during and after, one entry a duty.
    """

    sent_word: frozenset[tuple[int, int]]  # (group session, member)
    said: dict[tuple[int, int], MemberRole]  # (member, role)
    away: dict[int, tuple[MemberAway, ...]]  # member
    holding: frozenset[tuple[int, int, int]]  # (group session, role, member)
    handed_back: frozenset[tuple[int, int, int]]  # (group session, role, member)
    duties: Counter[tuple[int, int]]  # (group session, member): how many
    days: dict[int, tuple[date, ...]]  # member

    def past(self, duty: Duty, meeting: GroupSession) -> "Situation":
        """The same without one duty, to see whether it still fits."""
        one = (duty.group_session_id, duty.group_role_id, duty.member_id)
        days = list(self.days.get(duty.member_id, ()))
        days.remove(clock.local(meeting.starts_at).date())
        return replace(
            self,
            holding=self.holding - {one},
            duties=self.duties - Counter([(duty.group_session_id, duty.member_id)]),
            days={**self.days, duty.member_id: tuple(days)},
        )


def situation(
    db: Session,
    meetings: Collection[GroupSession],
    member_ids: Collection[int] | None,
    group_id: int,
    *,
    without: Collection[int] = (),
) -> Situation:
    """Four queries, however many group sessions and members. Without `member_ids`, everyone in the group.

    `without`: ids of duties to look past.
    """
    members = select(col(Member.id)).where(Member.group_id == group_id)
    if member_ids is not None:
        members = members.where(col(Member.id).in_(member_ids))
    ids = [meeting.id for meeting in meetings]
    words = select(Mark.group_session_id, Mark.member_id).where(
        col(Mark.group_session_id).in_(ids), col(Mark.member_id).in_(members), col(Mark.kind).in_(_NOT_THERE)
    )
    said = db.exec(select(MemberRole).where(col(MemberRole.member_id).in_(members)))
    away = select(MemberAway).where(col(MemberAway.member_id).in_(members))
    held: set[tuple[int, int, int]] = set()
    back: set[tuple[int, int, int]] = set()
    days: dict[int, tuple[date, ...]] = {}
    for duty, starts_at in _around(db, meetings, member_ids, group_id):
        if duty.id in without:
            continue
        one = (duty.group_session_id, duty.group_role_id, duty.member_id)
        if duty.state is DutyState.HANDED_BACK:
            back.add(one)
        else:
            held.add(one)
            days[duty.member_id] = (*days.get(duty.member_id, ()), clock.local(starts_at).date())
    return Situation(
        sent_word=frozenset((at, who) for at, who in db.exec(words)),
        said={(one.member_id, one.group_role_id): one for one in said},
        away=_by_member(db.exec(away)),
        holding=frozenset(held),
        handed_back=frozenset(back),
        duties=Counter((at, who) for at, _, who in held),
        days=days,
    )


def why_not(known: Situation, meeting: GroupSession, role: GroupRole, member: Member) -> WhyNot | None:
    """Why this member is not asked for this role at this group session; None when they may be."""
    return next(reasons_not(known, meeting, role, member), None)


def reasons_not(known: Situation, meeting: GroupSession, role: GroupRole, member: Member) -> Iterator[WhyNot]:
    """Every reason why this member is not asked for this role there, in the order of `WhyNot`."""
    at, what, who = meeting.id or 0, role.id or 0, member.id or 0
    day, said = clock.local(meeting.starts_at).date(), known.said.get((who, what))
    if member.state is not MemberState.ACTIVE:
        yield WhyNot.NOT_COMING
    if (at, who) in known.sent_word:
        yield WhyNot.SENT_WORD
    if any(away.since <= day <= away.until for away in known.away.get(who, ())):
        yield WhyNot.AWAY
    if said is not None and said.wish is Wish.WOULD_RATHER_NOT:
        yield WhyNot.RATHER_NOT
    if not member.suggest_roles or member.duties_per_session == 0 or member.duties_in_six_weeks == 0:
        yield WhyNot.NO_ROLES
    if member.seated_only and role.posture is not Posture.SEATED:
        yield WhyNot.SEATED_ONLY
    if member.no_lifting and role.posture is Posture.LIFTING:
        yield WhyNot.NO_LIFTING
    if _MORE.index(role.effort) > _MORE.index(member.most_effort):
        yield WhyNot.TOO_MUCH_EFFORT
    if (at, what, who) in known.holding:
        yield WhyNot.HAS_IT
    if known.duties[at, who] >= member.duties_per_session:
        yield WhyNot.ENOUGH_THAT_DAY
    if not room_in_six_weeks(known.days.get(who, ()), day, member.duties_in_six_weeks):
        yield WhyNot.ENOUGH_IN_SIX_WEEKS


def in_words(why: WhyNot, member: Member) -> str:
    """The refusal of an offer to `member`: why, and what to do."""
    at_once = "one role" if member.duties_per_session == 1 else f"{member.duties_per_session} roles"
    in_six = "one role" if member.duties_in_six_weeks == 1 else f"{member.duties_in_six_weeks} roles"
    ask = "Ask them first, then change it on their page."
    return {
        WhyNot.NOT_COMING: "They are not coming to the group at the moment. Choose someone else.",
        WhyNot.SENT_WORD: "They sent word that they cannot come to this session. Choose someone else.",
        WhyNot.AWAY: "They are away on that day. Choose someone else.",
        WhyNot.RATHER_NOT: f"They said they would rather not do this. {ask}",
        WhyNot.NO_ROLES: f"They asked not to be offered roles. {ask}",
        WhyNot.SEATED_ONLY: f"They asked for seated roles only. {ask}",
        WhyNot.NO_LIFTING: f"They asked for no lifting, and this role has some. {ask}",
        WhyNot.TOO_MUCH_EFFORT: f"They asked for roles that take less effort than this. {ask}",
        WhyNot.HAS_IT: "They already have that role at that group session.",
        WhyNot.ENOUGH_THAT_DAY: (
            f"They asked for at most {at_once} at a session, and have that already. Choose someone else."
        ),
        WhyNot.ENOUGH_IN_SIX_WEEKS: (
            f"They asked for at most {in_six} in six weeks, and have that already. Choose someone else."
        ),
    }[why]


def _around(
    db: Session, meetings: Collection[GroupSession], member_ids: Collection[int] | None, group_id: int
) -> Iterable[tuple[Duty, datetime]]:
    """Every duty at these group sessions and at others less than six weeks away, with when it begins."""
    begins = min((meeting.starts_at for meeting in meetings), default=clock.now()) - SIX_WEEKS
    ends = max((meeting.starts_at for meeting in meetings), default=clock.now()) + SIX_WEEKS
    near = (
        select(Duty, GroupSession.starts_at)
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.starts_at).between(begins, ends),
        )
    )
    return db.exec(near if member_ids is None else near.where(col(Duty.member_id).in_(member_ids))).all()


def _by_member(away: Iterable[MemberAway]) -> dict[int, tuple[MemberAway, ...]]:
    found: dict[int, tuple[MemberAway, ...]] = {}
    for one in away:
        found[one.member_id] = (*found.get(one.member_id, ()), one)
    return found
