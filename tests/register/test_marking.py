"""Marking one by one: R13, R14 and R15."""

import pytest

from models import AuditChange, AuditEvent, GroupSessionState, Mark, MarkKind, MemberState
from services.errors import Invalid, NotFound
from services.register.finishing import finish
from services.register.marking import mark
from services.register.states import Closed
from tests import make
from tests.cast import Cast
from tests.register.room import ABSENT, CAME, LATE, NOTHING, SENT_WORD, events, kind_of, kinds, tap, to_come


@pytest.mark.parametrize("kind", [CAME, LATE, SENT_WORD, ABSENT, NOTHING])
def test_each_kind_of_mark_can_be_made(cast: Cast, kind: MarkKind) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    mark(cast.coordinator, meeting.id, [tap(member, kind)])
    assert kind_of(meeting, member) is kind


def test_r14_the_taps_now_kept_are_named(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    taps = [tap(member, CAME), tap(member, LATE)]
    assert mark(cast.coordinator, meeting.id, taps) == (taps[0].id, taps[1].id)
    assert kind_of(meeting, member) is LATE


def test_r13_a_second_mark_changes_the_first(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    for actor, kind in ((cast.coordinator, CAME), (cast.coordinator_2, ABSENT)):
        mark(actor, meeting.id, [tap(member, kind)])
    assert [row.kind for row in make.rows(Mark)] == [ABSENT]


def test_a_tap_sent_twice_counts_once_even_when_somebody_changed_the_mark_between(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    lost_answer = tap(member, CAME)
    mark(cast.coordinator, meeting.id, [lost_answer])
    mark(cast.coordinator_2, meeting.id, [tap(member, ABSENT)])
    assert mark(cast.coordinator, meeting.id, [lost_answer]) == (lost_answer.id,)
    assert kind_of(meeting, member) is ABSENT


def test_a_tap_that_changed_nothing_counts_once_too(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    mark(cast.coordinator_2, meeting.id, [tap(member, CAME)])
    same = tap(member, CAME)
    mark(cast.coordinator, meeting.id, [same])
    mark(cast.coordinator_2, meeting.id, [tap(member, ABSENT)])
    mark(cast.coordinator, meeting.id, [same])
    assert kind_of(meeting, member) is ABSENT


def test_a_tap_repeated_within_one_send_counts_once(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    once = tap(member)
    assert mark(cast.coordinator, meeting.id, [once, once]) == (once.id,)
    assert len(events(meeting, member)) == 1


def test_each_change_leaves_who_from_what_and_to_what(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    mark(cast.coordinator, meeting.id, [tap(member, CAME, left_early=True)])
    mark(cast.coordinator_2, meeting.id, [tap(member, ABSENT)])
    last = events(meeting, member)[-1]
    assert (last.before, last.before_left_early, last.after, last.after_left_early, last.account_id) == (
        CAME,
        True,
        ABSENT,
        False,
        cast.coordinator_2.account_id,
    )


def test_r31_each_change_is_in_the_audit_with_before_and_after(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    mark(cast.coordinator, meeting.id, [tap(member, CAME)])
    (event,) = make.rows(AuditEvent, action="mark.changed")
    (change,) = make.rows(AuditChange, event_id=event.id)
    assert (event.account_id, event.group_id) == (cast.coordinator.account_id, cast.group.id)
    assert (change.field, change.before, change.after) == ("kind", "not_recorded", "came")


@pytest.mark.parametrize("state", [MemberState.PAUSED, MemberState.LEFT])
def test_someone_paused_or_left_can_be_marked_when_they_turn_up(cast: Cast, state: MemberState) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group, state=state)
    mark(cast.coordinator, meeting.id, [tap(member)])
    assert kind_of(meeting, member) is CAME


def test_a_member_of_another_group_is_not_found_and_the_rest_of_the_send_is_not_kept(cast: Cast) -> None:
    meeting, member, stranger = (
        make.group_session(cast.group),
        make.member(cast.group),
        make.member(cast.other_group),
    )
    with pytest.raises(NotFound):
        mark(cast.coordinator, meeting.id, [tap(member), tap(stranger)])
    assert kinds(meeting) == {}


def test_another_groups_register_is_not_found(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    with pytest.raises(NotFound):
        mark(cast.coordinator_3, meeting.id, [tap(member)])


def test_r12_a_cancelled_session_takes_no_marks(cast: Cast) -> None:
    meeting = make.group_session(cast.group, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    with pytest.raises(Closed, match="cancelled"):
        mark(cast.coordinator, meeting.id, [tap(make.member(cast.group))])


def test_r14_a_finished_register_takes_no_plain_marks(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    kept = tap(member)
    mark(cast.coordinator, meeting.id, [kept])
    finish(cast.coordinator, meeting.id)
    with pytest.raises(Closed, match="reason"):
        mark(cast.coordinator, meeting.id, [tap(member, ABSENT)])
    assert mark(cast.coordinator, meeting.id, [kept]) == (kept.id,), "what is kept is still confirmed"


def test_r15_word_can_be_sent_beforehand_and_taken_back(cast: Cast) -> None:
    meeting, member = to_come(cast), make.member(cast.group)
    mark(cast.coordinator, meeting.id, [tap(member, SENT_WORD)])
    assert kind_of(meeting, member) is SENT_WORD
    mark(cast.coordinator, meeting.id, [tap(member, NOTHING)])
    assert kind_of(meeting, member) is NOTHING


@pytest.mark.parametrize("kind", [CAME, LATE, ABSENT])
def test_r15_before_the_day_nobody_can_be_marked_as_there_or_not(cast: Cast, kind: MarkKind) -> None:
    with pytest.raises(Closed, match="to come"):
        mark(cast.coordinator, to_come(cast).id, [tap(make.member(cast.group), kind)])


@pytest.mark.parametrize("kind", [SENT_WORD, ABSENT, NOTHING])
def test_left_early_belongs_to_someone_who_came(cast: Cast, kind: MarkKind) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    with pytest.raises(Invalid):
        mark(cast.coordinator, meeting.id, [tap(member, kind, left_early=True)])


@pytest.mark.parametrize("name", ["\0", "x" * 65, "tap\n", "täp"])
def test_a_tap_needs_a_plain_name_of_its_own(cast: Cast, name: str) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    with pytest.raises(Invalid):
        mark(cast.coordinator, meeting.id, [tap(member, name=name)])
