"""One person: everything the group knows, and the look recorded."""

from datetime import timedelta

import pytest

from models import (
    AuditEvent,
    GroupSessionState,
    Growth,
    LeavingReason,
    MarkKind,
    MemberEvent,
    MemberNote,
    MemberState,
    MemberStep,
    MemberStrength,
    Strength,
    Wish,
)
from services import clock
from services.errors import NotFound
from services.members.person import person
from tests import make
from tests.cast import Cast
from tests.queries import how_many


def held(cast: Cast, days_ago: int, **values: object) -> object:
    at = clock.now() - timedelta(days=days_ago)
    return make.group_session(cast.group, at, **{"register_finished_at": at, **values})


def test_everything_the_group_knows_is_there(cast: Cast) -> None:
    member = make.member(
        cast.group, phone="07700 900123", adjustments="A chair with arms", without_adjustments="Stiff for days"
    )
    listening, other = (make.add(Strength(group_id=cast.group.id, name=name)) for name in ("Listening", "Singing"))
    make.add(MemberStrength(member_id=member.id, strength_id=listening.id, own_words="I hear people out"))
    make.wish(member, make.group_role(cast.group), Wish.WOULD_LIKE)
    for text in ("First", "Second"):
        make.add(MemberNote(member_id=member.id, text=text, at=clock.now(), account_id=cast.coordinator.account_id))
    found = person(cast.coordinator, member.id or 0)
    assert (found.phone, found.adjustments, found.without_adjustments) == (
        "07700 900123",
        "A chair with arms",
        "Stiff for days",
    )
    assert [(one.name, one.own_words) for one in found.strengths] == [("Listening", "I hear people out")]
    assert [one.name for one in found.other_strengths] == [other.name]
    assert [(one.name, one.wish, one.growth) for one in found.roles] == [("Welcomer", Wish.WOULD_LIKE, Growth.NOT_YET)]
    assert [(one.text, one.by) for one in found.notes] == [("Second", "Coordinator"), ("First", "Coordinator")]


def test_the_strip_is_the_last_twelve_held_sessions_oldest_first(cast: Cast) -> None:
    member = make.member(cast.group, joined_on=clock.today() - timedelta(days=400))
    kinds = [*MarkKind, *[MarkKind.CAME] * 9]
    for number, kind in enumerate(kinds):
        make.mark(held(cast, 14 * (len(kinds) - number)), member, kind)
    assert [one.kind for one in person(cast.coordinator, member.id or 0).strip] == kinds[-12:]


def test_a_finished_register_without_a_mark_is_not_recorded(cast: Cast) -> None:
    """R12: never an absence."""
    member = make.member(cast.group)
    held(cast, 14)
    assert [one.kind for one in person(cast.coordinator, member.id or 0).strip] == [MarkKind.NOT_RECORDED]


def test_what_was_not_held_while_they_were_here_is_not_in_the_strip(cast: Cast) -> None:
    left_at = clock.now() - timedelta(days=20)
    member = make.member(cast.group, joined_on=clock.today() - timedelta(days=60), state=MemberState.LEFT)
    make.add(MemberEvent(member_id=member.id, step=MemberStep.LEFT, at=left_at, reason=LeavingReason.HEALTH))
    held(cast, 70)  # before they joined
    during = held(cast, 30)
    held(cast, 29, register_finished_at=None)
    held(cast, 28, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    held(cast, 10)  # after they left
    make.mark(during, member)
    strip = person(cast.coordinator, member.id or 0).strip
    assert [(one.on, one.kind) for one in strip] == [(clock.local(during.starts_at).date(), MarkKind.CAME)]


def test_a_look_is_recorded_once_for_one_look(cast: Cast) -> None:
    """R31."""
    member = make.member(cast.group)
    for _ in range(3):
        person(cast.coordinator, member.id or 0)
    person(cast.coordinator_2, member.id or 0)
    looks = make.rows(AuditEvent, action="member.looked_at", subject_id=member.id)
    accounts = [cast.coordinator.account_id, cast.coordinator_2.account_id]
    assert [(one.account_id, one.group_id) for one in looks] == [(id_, cast.group.id) for id_ in accounts]


@pytest.mark.parametrize("erased", [True, False])
def test_missing_erased_and_not_yours_look_the_same(cast: Cast, erased: bool) -> None:
    """R30."""
    member = make.member(cast.group, erased_at=clock.now() if erased else None)
    actor = cast.coordinator if erased else cast.coordinator_3
    for member_id in (member.id or 0, 999_999):
        with pytest.raises(NotFound):
            person(actor, member_id)


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    member = make.member(cast.group)
    sent = []
    for more in (1, 20):
        for number in range(more):
            make.mark(held(cast, more * 30 + number), member)
            make.add(MemberNote(member_id=member.id, text="A note", at=clock.now()))
            make.group_role(cast.group, f"Role {more} {number}")
        person(cast.coordinator, member.id or 0)
        sent.append(how_many(lambda: person(cast.coordinator, member.id or 0)))
    assert sent[0] == sent[1]
