"""R11 and R12: one group session added, moved, cancelled, restored; held or marked ones never."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta

import pytest
import time_machine

from models import AuditChange, AuditEvent, GroupSession, GroupSessionState, MarkKind
from services import clock
from services.errors import Conflict, DomainError, Invalid, NotFound
from services.group_sessions.changing import add_one, cancel, change, restore
from tests import make
from tests.cast import Cast

THURSDAY = date(2026, 6, 4)
FRIDAY = date(2026, 6, 5)


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    with time_machine.travel("2026-06-01 12:00+01:00", tick=False):
        yield


@pytest.fixture
def meeting(cast: Cast) -> GroupSession:
    return make.group_session(cast.group, clock.at_local(THURSDAY, time(14)))


def now_is(meeting: GroupSession) -> GroupSession:
    return make.rows(GroupSession, id=meeting.id)[0]


def move(cast: Cast, meeting: GroupSession, *, to: date | None = FRIDAY, venue: str = "Café") -> None:
    change(cast.coordinator, meeting.id or 0, meeting.version, to, time(10, 30), 90, venue)


def test_r11_an_extra_session_is_planned_where_the_group_meets(cast: Cast) -> None:
    made = add_one(cast.coordinator, cast.group.id or 0, FRIDAY, time(10), 60)
    (row,) = make.rows(GroupSession)
    assert (row.id, row.venue, row.series_id) == (made, cast.group.venue, None)
    assert clock.local(row.starts_at).time() == time(10)


def test_r11_today_is_not_the_past(cast: Cast) -> None:
    assert add_one(cast.coordinator, cast.group.id or 0, clock.today(), time(18), 60)


@pytest.mark.parametrize(
    ("day", "at", "minutes", "venue", "field"),
    [
        (date(2026, 5, 31), time(10), 60, "", "starts_on"),
        (None, time(10), 60, "", "starts_on"),
        (FRIDAY, None, 60, "", "local_time"),
        (FRIDAY, time(10), -30, "", "minutes"),
        (FRIDAY, time(10), 60, "x" * 500, "venue"),
        (FRIDAY, time(10), 60, "Ha\x00ll", "venue"),
    ],
)
def test_r11_an_extra_session_that_cannot_be_is_refused(
    cast: Cast, day: date | None, at: time | None, minutes: int, venue: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add_one(cast.coordinator, cast.group.id or 0, day, at, minutes, venue)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert make.rows(GroupSession) == []


@pytest.mark.parametrize("at", [time(13), time(14), time(15, 59)])
def test_r11_an_overlapping_extra_session_is_refused(cast: Cast, meeting: GroupSession, at: time) -> None:
    with pytest.raises(Conflict, match="already has a session planned at that time"):
        add_one(cast.coordinator, cast.group.id or 0, THURSDAY, at, 90)
    assert len(make.rows(GroupSession)) == 1


def test_r11_two_coordinators_adding_at_once_never_overlap(cast: Cast) -> None:
    def try_at(hour: int) -> bool:
        try:
            add_one(cast.coordinator, cast.group.id or 0, FRIDAY, time(hour, 30 * (hour % 2)), 120)
        except DomainError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(try_at, [10, 11, 10, 11])) == 1
    assert len(make.rows(GroupSession)) == 1


def test_r11_moving_keeps_the_slot_of_the_series(cast: Cast) -> None:
    series = make.series(cast.group, starts_on=THURSDAY)
    at = clock.at_local(THURSDAY, time(14))
    meeting = make.group_session(cast.group, at, series_id=series.id, slot_on=THURSDAY)
    move(cast, meeting)
    moved = now_is(meeting)
    assert clock.local(moved.starts_at).replace(tzinfo=None).isoformat() == "2026-06-05T10:30:00"
    assert (moved.ends_at - moved.starts_at, moved.venue) == (timedelta(minutes=90), "Café")
    assert moved.slot_on == THURSDAY


def test_r11_a_session_may_be_moved_over_its_own_old_time(cast: Cast, meeting: GroupSession) -> None:
    change(cast.coordinator, meeting.id or 0, meeting.version, THURSDAY, time(14, 30), 120, "")
    assert clock.local(now_is(meeting).starts_at).time() == time(14, 30)


def test_r11_moving_onto_another_session_is_refused(cast: Cast, meeting: GroupSession) -> None:
    make.group_session(cast.group, clock.at_local(FRIDAY, time(10)))
    with pytest.raises(Conflict, match="already has a session planned"):
        move(cast, meeting)
    assert now_is(meeting) == meeting


def test_r11_moving_into_the_past_is_refused(cast: Cast, meeting: GroupSession) -> None:
    with pytest.raises(Invalid, match="in the past"):
        move(cast, meeting, to=date(2026, 5, 31))


def test_r11_a_stale_page_changes_nothing(cast: Cast, meeting: GroupSession) -> None:
    change(cast.coordinator_2, meeting.id or 0, meeting.version, FRIDAY, time(18), 60, "Hall")
    with pytest.raises(Conflict, match="Someone else changed this"):
        move(cast, meeting)
    assert now_is(meeting).venue == "Hall"


def test_r11_a_held_session_never_moves_and_is_never_cancelled(cast: Cast) -> None:
    held = make.group_session(cast.group, clock.at_local(THURSDAY, time(14)), register_finished_at=clock.now())
    with pytest.raises(Conflict, match="no longer be moved"):
        move(cast, held)
    with pytest.raises(Conflict, match="no longer be cancelled"):
        cancel(cast.coordinator, held.id or 0, "Snow")
    assert now_is(held) == held


@pytest.mark.parametrize("kind", [MarkKind.CAME, MarkKind.LATE, MarkKind.DID_NOT_COME])
def test_r11_a_marked_session_never_moves_and_is_never_cancelled(
    cast: Cast, meeting: GroupSession, kind: MarkKind
) -> None:
    make.mark(meeting, make.member(cast.group), kind)
    with pytest.raises(Conflict, match="already marked"):
        move(cast, meeting)
    with pytest.raises(Conflict, match="already marked"):
        cancel(cast.coordinator, meeting.id or 0, "Snow")
    assert now_is(meeting) == meeting


@pytest.mark.parametrize("kind", [MarkKind.SENT_WORD, MarkKind.NOT_RECORDED])
def test_r15_word_sent_beforehand_does_not_hold_a_session_in_place(
    cast: Cast, meeting: GroupSession, kind: MarkKind
) -> None:
    make.mark(meeting, make.member(cast.group), kind)
    move(cast, meeting)
    cancel(cast.coordinator, meeting.id or 0, "Snow")
    assert now_is(meeting).state is GroupSessionState.CANCELLED


def test_r12_a_cancelled_session_keeps_its_reason(cast: Cast, meeting: GroupSession) -> None:
    cancel(cast.coordinator, meeting.id or 0, "  Library shut 🌧  ")
    cancelled = now_is(meeting)
    assert (cancelled.state, cancelled.cancel_reason) == (GroupSessionState.CANCELLED, "Library shut 🌧")


@pytest.mark.parametrize("reason", [None, "", "   ", "x" * 500, "sn\x00ow"])
def test_r12_no_cancelling_without_a_reason_that_can_be_kept(
    cast: Cast, meeting: GroupSession, reason: str | None
) -> None:
    with pytest.raises(Invalid) as refused:
        cancel(cast.coordinator, meeting.id or 0, reason)
    assert refused.value.problems[0].field == "reason"
    assert now_is(meeting).state is GroupSessionState.PLANNED


def test_r12_cancelling_twice_keeps_the_first_reason(cast: Cast, meeting: GroupSession) -> None:
    cancel(cast.coordinator, meeting.id or 0, "Snow")
    with pytest.raises(Conflict, match="cancelled already"):
        cancel(cast.coordinator_2, meeting.id or 0, "Ice")
    assert now_is(meeting).cancel_reason == "Snow"


def test_r12_a_cancelled_session_is_not_moved(cast: Cast, meeting: GroupSession) -> None:
    cancel(cast.coordinator, meeting.id or 0, "Snow")
    with pytest.raises(Conflict, match="Bring it back first"):
        move(cast, now_is(meeting))


def test_r12_a_cancellation_can_be_undone(cast: Cast, meeting: GroupSession) -> None:
    cancel(cast.coordinator, meeting.id or 0, "Snow")
    restore(cast.coordinator, meeting.id or 0)
    restore(cast.coordinator, meeting.id or 0)
    back = now_is(meeting)
    assert (back.state, back.cancel_reason) == (GroupSessionState.PLANNED, None)
    assert len(make.rows(AuditEvent, action="group_session.restored")) == 1


def test_r12_no_way_back_when_something_else_took_the_time(cast: Cast, meeting: GroupSession) -> None:
    cancel(cast.coordinator, meeting.id or 0, "Snow")
    add_one(cast.coordinator, cast.group.id or 0, THURSDAY, time(15), 60)
    with pytest.raises(Conflict, match="already has a session planned"):
        restore(cast.coordinator, meeting.id or 0)
    assert now_is(meeting).state is GroupSessionState.CANCELLED


def test_r31_a_move_is_recorded_with_before_and_after(cast: Cast, meeting: GroupSession) -> None:
    move(cast, meeting)
    (event,) = make.rows(AuditEvent, action="group_session.changed", subject_id=meeting.id)
    changed = {row.field: (row.before, row.after) for row in make.rows(AuditChange, event_id=event.id)}
    assert changed["venue"] == (cast.group.venue, "Café")
    assert set(changed) == {"starts_at", "ends_at", "venue"}


def test_r30_another_groups_session_is_not_found(cast: Cast, meeting: GroupSession) -> None:
    with pytest.raises(NotFound):
        cancel(cast.coordinator_3, meeting.id or 0, "Mischief")
