"""A group in its room: what several tests of the register share."""

from datetime import timedelta
from uuid import uuid4

from models import GroupSession, Mark, MarkEvent, MarkKind, Member, MemberOrigin
from services import clock
from services.register.marking import Tap
from tests import make
from tests.cast import Cast

CAME, LATE, SENT_WORD, ABSENT, NOTHING = (
    MarkKind.CAME,
    MarkKind.LATE,
    MarkKind.SENT_WORD,
    MarkKind.DID_NOT_COME,
    MarkKind.NOT_RECORDED,
)


def tap(member: Member, kind: MarkKind = CAME, *, left_early: bool = False, name: str = "") -> Tap:
    return Tap(name or uuid4().hex, member.id or 0, kind, left_early)


def kinds(meeting: GroupSession) -> dict[int, MarkKind]:
    """Every mark of a register by member."""
    return {mark.member_id: mark.kind for mark in make.rows(Mark, group_session_id=meeting.id)}


def kind_of(meeting: GroupSession, member: Member) -> MarkKind:
    return kinds(meeting).get(member.id or 0, NOTHING)


def events(meeting: GroupSession, member: Member) -> list[MarkEvent]:
    """What happened to one mark, oldest first."""
    marks = make.rows(Mark, group_session_id=meeting.id, member_id=member.id)
    return [event for mark in marks for event in make.rows(MarkEvent, mark_id=mark.id)]


def to_come(cast: Cast) -> GroupSession:
    return make.group_session(cast.group, clock.now() + timedelta(days=7))


def held(cast: Cast, days_ago: int = 14) -> GroupSession:
    at = clock.now() - timedelta(days=days_ago)
    return make.group_session(cast.group, at, register_finished_at=at + timedelta(hours=2))


def founder(cast: Cast, name: str) -> Member:
    """A member not written yet, for tests that need many."""
    return Member(
        group_id=cast.group.id or 0,
        name=name,
        origin=MemberOrigin.FOUNDER,
        joined_on=clock.today(),
        created_at=clock.now(),
    )
