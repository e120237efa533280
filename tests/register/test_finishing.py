"""Finishing, and changing a finished register (R12, R14)."""

import pytest

from models import AuditChange, AuditEvent, GroupSession, GroupSessionState, Member
from services.errors import Conflict, Invalid, NotFound
from services.register.finishing import correct, finish, reopen
from services.register.marking import mark
from services.register.states import Closed
from tests import make
from tests.cast import Cast
from tests.register.room import ABSENT, CAME, NOTHING, events, kind_of, tap, to_come


def finished(cast: Cast) -> tuple[GroupSession, Member]:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    mark(cast.coordinator, meeting.id, [tap(member)])
    finish(cast.coordinator, meeting.id)
    return meeting, member


def row_of(meeting: GroupSession) -> GroupSession:
    return make.rows(GroupSession, id=meeting.id)[0]


def test_finishing_keeps_when_and_who(cast: Cast) -> None:
    meeting, _ = finished(cast)
    assert row_of(meeting).register_finished_at
    assert row_of(meeting).register_finished_by_id == cast.coordinator.account_id


def test_r12_whoever_has_no_mark_stays_not_recorded(cast: Cast) -> None:
    meeting, unmarked = make.group_session(cast.group), make.member(cast.group, "B")
    mark(cast.coordinator, meeting.id, [tap(make.member(cast.group, "A"))])
    finish(cast.coordinator, meeting.id)
    assert kind_of(meeting, unmarked) is NOTHING


def test_finishing_twice_is_harmless(cast: Cast) -> None:
    meeting, _ = finished(cast)
    before = row_of(meeting)
    finish(cast.coordinator_2, meeting.id)
    assert row_of(meeting) == before
    assert len(make.rows(AuditEvent, action="register.finished")) == 1


def test_r12_a_register_nobody_took_cannot_be_finished(cast: Cast) -> None:
    make.member(cast.group)
    meeting = make.group_session(cast.group)
    with pytest.raises(Closed, match="Nobody is marked"):
        finish(cast.coordinator, meeting.id)
    assert row_of(meeting).register_finished_at is None


def test_neither_a_cancelled_nor_a_coming_session_is_finished(cast: Cast) -> None:
    cancelled = make.group_session(cast.group, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    for meeting in (cancelled, to_come(cast)):
        with pytest.raises(Closed):
            finish(cast.coordinator, meeting.id)


def test_r14_a_finished_register_changes_with_a_reason(cast: Cast) -> None:
    meeting, member = finished(cast)
    correct(cast.coordinator_2, meeting.id, member.id, ABSENT, False, "They were ill")
    last = events(meeting, member)[-1]
    assert (last.after, last.reason, last.account_id) == (ABSENT, "They were ill", cast.coordinator_2.account_id)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_r14_and_never_without_one(cast: Cast, reason: str) -> None:
    meeting, member = finished(cast)
    with pytest.raises(Invalid):
        correct(cast.coordinator, meeting.id, member.id, ABSENT, False, reason)
    with pytest.raises(Invalid):
        reopen(cast.coordinator, meeting.id, reason)
    assert kind_of(meeting, member) is CAME


def test_an_open_register_needs_no_correcting(cast: Cast) -> None:
    meeting, member = make.group_session(cast.group), make.member(cast.group)
    with pytest.raises(Conflict):
        correct(cast.coordinator, meeting.id, member.id, CAME, False, "A slip")
    with pytest.raises(Conflict):
        reopen(cast.coordinator, meeting.id, "A slip")


def test_a_stranger_is_not_added_by_a_correction(cast: Cast) -> None:
    meeting, _ = finished(cast)
    with pytest.raises(NotFound):
        correct(cast.coordinator, meeting.id, make.member(cast.other_group).id, CAME, False, "A slip")


def test_r14_a_register_opened_again_keeps_the_reason_and_takes_marks(cast: Cast) -> None:
    meeting, member = finished(cast)
    reopen(cast.coordinator, meeting.id, "Pressed too soon")
    mark(cast.coordinator, meeting.id, [tap(member, ABSENT)])
    (event,) = make.rows(AuditEvent, action="register.reopened")
    assert "Pressed too soon" in [change.after for change in make.rows(AuditChange, event_id=event.id)]
    assert kind_of(meeting, member) is ABSENT
