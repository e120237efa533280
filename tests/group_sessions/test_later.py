"""R11: this group session and all later ones, moved or cancelled together."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from models import GroupSession, GroupSessionState, MarkKind, Series
from services import clock
from services.errors import Conflict, Invalid, NotFound
from services.group_sessions import changing, planning
from services.group_sessions.cancelling_later import cancel_later, effect_of_cancelling
from services.group_sessions.fields import SeriesWish
from services.group_sessions.moving_later import To, effect_of_moving, move_later
from services.register.marking import mark
from tests import make
from tests.cast import Cast
from tests.register.room import SENT_WORD, tap

THURSDAY = date(2026, 10, 8)
AT, LONG = time(14), 120


@pytest.fixture(autouse=True)
def autumn() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def meetings(cast: Cast) -> list[GroupSession]:
    """Six, every two weeks on Thursday at two: 8 and 22 October, 5 and 19 November, 3 and 17 December."""
    planning.make_series(cast.coordinator, cast.group.id or 0, SeriesWish(THURSDAY, AT, LONG, count=6))
    return make.rows(GroupSession)


def to(day: date, at: time = AT, venue: str = "") -> To:
    return To(day, at, LONG, venue)


def planned() -> list[datetime]:
    rows = [row for row in make.rows(GroupSession) if row.state is GroupSessionState.PLANNED]
    return sorted(clock.local(row.starts_at).replace(tzinfo=None) for row in rows)


def on(*days: tuple[int, int], at: time = AT) -> list[datetime]:
    return [datetime.combine(date(2026, month, day), at) for month, day in days]


def test_all_later_ones_go_as_many_days_on_to_the_same_local_time_across_the_clock_change(
    cast: Cast, meetings: list[GroupSession]
) -> None:
    moved = move_later(cast.coordinator, meetings[1].id or 0, 1, to(date(2026, 10, 23), time(10), "The park"))
    assert moved == 5
    assert planned() == [
        *on((10, 8)),
        *on((10, 23), (11, 6), (11, 20), (12, 4), (12, 18), at=time(10)),
    ]
    assert {row.venue for row in make.rows(GroupSession)} == {cast.group.venue, "The park"}
    first, second = make.rows(Series)
    assert (first.until, second.continues_id) == (date(2026, 10, 21), first.id)


def test_what_was_said_of_a_session_stays_with_it(cast: Cast, meetings: list[GroupSession]) -> None:
    member = make.member(cast.group)
    mark(cast.coordinator, meetings[2].id or 0, [tap(member, SENT_WORD)])
    move_later(cast.coordinator, meetings[1].id or 0, 1, to(date(2026, 10, 23)))
    row = make.rows(GroupSession, id=meetings[2].id)[0]
    assert clock.local(row.starts_at).date() == date(2026, 11, 6)


def test_held_marked_cancelled_and_singly_moved_ones_keep_their_time(cast: Cast, meetings: list[GroupSession]) -> None:
    held, by_itself, cancelled = meetings[2], meetings[3], meetings[4]
    make.mark(held, make.member(cast.group), MarkKind.CAME)
    changing.change(cast.coordinator, by_itself.id or 0, 1, date(2026, 11, 21), AT, LONG, "")
    changing.cancel(cast.coordinator, cancelled.id or 0, "Snow")
    effect = effect_of_moving(cast.coordinator, meetings[1].id or 0, to(date(2026, 10, 23)))
    assert (len(effect.changing), len(effect.staying)) == (2, 2)
    move_later(cast.coordinator, meetings[1].id or 0, 1, to(date(2026, 10, 23)))
    assert planned() == on((10, 8), (10, 23), (11, 5), (11, 21), (12, 18))


def test_a_new_day_that_is_a_bank_holiday_is_cancelled_with_its_name(cast: Cast) -> None:
    planning.make_series(cast.coordinator, cast.group.id or 0, SeriesWish(date(2026, 12, 17), AT, LONG, 1, count=3))
    rows = make.rows(GroupSession)
    effect = effect_of_moving(cast.coordinator, rows[0].id or 0, to(date(2026, 12, 18)))
    assert [skip.day for skip in effect.holidays] == [date(2026, 12, 25), date(2027, 1, 1)]
    move_later(cast.coordinator, rows[0].id or 0, 1, to(date(2026, 12, 18)))
    assert [row.cancel_reason for row in make.rows(GroupSession)] == [None, "Christmas Day", "New Year's Day"]


def test_a_day_that_was_left_out_for_a_bank_holiday_is_filled_when_the_new_one_is_none(cast: Cast) -> None:
    """Fridays skip Christmas and New Year; Wednesdays do not."""
    planning.make_series(cast.coordinator, cast.group.id or 0, SeriesWish(date(2026, 12, 11), AT, LONG, 1, count=3))
    assert planned() == [*on((12, 11), (12, 18)), datetime(2027, 1, 8, 14)]
    first = make.rows(GroupSession)[0]
    move_later(cast.coordinator, first.id or 0, 1, to(date(2026, 12, 9)))
    assert planned() == [*on((12, 9), (12, 16), (12, 23), (12, 30)), datetime(2027, 1, 6, 14)]


def test_moving_all_of_a_series_moves_the_series_itself(cast: Cast, meetings: list[GroupSession]) -> None:
    move_later(cast.coordinator, meetings[0].id or 0, 1, to(date(2026, 10, 22)))
    (series,) = make.rows(Series)
    assert series.starts_on == date(2026, 10, 22)
    assert planned()[0] == on((10, 22))[0]
    assert len(planned()) == 6


def test_extending_afterwards_makes_nothing_twice(cast: Cast, meetings: list[GroupSession]) -> None:
    planning.make_series(cast.coordinator, cast.group.id or 0, SeriesWish(date(2026, 10, 6), time(9), 60))
    weekly = next(row for row in make.rows(GroupSession) if row.series_id != meetings[0].series_id)
    move_later(cast.coordinator, weekly.id or 0, 1, To(date(2026, 10, 7), time(9), 60))
    before = len(make.rows(GroupSession))
    for series in make.rows(Series):
        planning.extend_series(cast.coordinator, series.id or 0, date(2027, 1, 31))
        planning.extend_series(cast.coordinator, series.id or 0, date(2027, 1, 31))
    starts = planned()
    assert len(starts) == len(set(starts))
    assert len(make.rows(GroupSession)) >= before


def test_a_time_that_is_taken_is_said_before_and_refused(cast: Cast, meetings: list[GroupSession]) -> None:
    make.group_session(cast.group, clock.at_local(date(2026, 11, 6), AT))
    effect = effect_of_moving(cast.coordinator, meetings[1].id or 0, to(date(2026, 10, 23)))
    assert [clock.local(at).date() for at in effect.overlapping] == [date(2026, 11, 6)]
    with pytest.raises(Conflict, match="6 November 2026"):
        move_later(cast.coordinator, meetings[1].id or 0, 1, to(date(2026, 10, 23)))
    assert planned()[1] == on((10, 22))[0]


def test_whoever_looked_before_the_other_moved_it_is_told(cast: Cast, meetings: list[GroupSession]) -> None:
    move_later(cast.coordinator, meetings[1].id or 0, 1, to(date(2026, 10, 23)))
    with pytest.raises(Conflict, match="Someone else changed this"):
        move_later(cast.coordinator_2, meetings[1].id or 0, 1, to(date(2026, 10, 24)))


def test_one_that_is_alone_held_or_cancelled_has_no_later_ones_to_change(
    cast: Cast, meetings: list[GroupSession]
) -> None:
    alone = make.group_session(cast.group, clock.now() + timedelta(days=1))
    held = meetings[0]
    make.mark(held, make.member(cast.group), MarkKind.CAME)
    changing.cancel(cast.coordinator, meetings[1].id or 0, "Snow")
    for row in (alone, held, meetings[1]):
        with pytest.raises(Conflict):
            move_later(
                cast.coordinator, row.id or 0, make.rows(GroupSession, id=row.id)[0].version, to(date(2026, 10, 23))
            )
        with pytest.raises(Conflict):
            cancel_later(cast.coordinator, row.id or 0, "Snow")


def test_what_cannot_be_is_refused(cast: Cast, meetings: list[GroupSession]) -> None:
    for wrong in (To(None, AT, LONG), To(date(2026, 9, 30), AT, LONG), To(date(2026, 10, 23), AT, 0)):
        with pytest.raises(Invalid):
            move_later(cast.coordinator, meetings[1].id or 0, 1, wrong)
    with pytest.raises(NotFound):
        move_later(cast.coordinator_3, meetings[1].id or 0, 1, to(date(2026, 10, 23)))


def test_r12_cancelling_all_later_ones_keeps_the_reason_ends_the_series_and_each_comes_back_alone(
    cast: Cast, meetings: list[GroupSession]
) -> None:
    assert len(effect_of_cancelling(cast.coordinator, meetings[2].id or 0).changing) == 4
    with pytest.raises(Invalid):
        cancel_later(cast.coordinator, meetings[2].id or 0, " ")
    assert cancel_later(cast.coordinator, meetings[2].id or 0, "The hall closes") == 4
    assert planned() == on((10, 8), (10, 22))
    assert {row.cancel_reason for row in make.rows(GroupSession)} == {None, "The hall closes"}
    assert make.rows(Series)[0].until == date(2026, 11, 4)
    changing.restore(cast.coordinator, meetings[3].id or 0)
    assert planned() == on((10, 8), (10, 22), (11, 19))


def test_several_days_a_week_stay_several_days_a_week(cast: Cast) -> None:
    wish = SeriesWish(date(2026, 10, 5), AT, LONG, 2, count=6, weekdays=(0, 3))
    planning.make_series(cast.coordinator, cast.group.id or 0, wish)
    assert planned() == on((10, 5), (10, 8), (10, 19), (10, 22), (11, 2), (11, 5))
    second = make.rows(GroupSession)[1]
    move_later(cast.coordinator, second.id or 0, 1, to(date(2026, 10, 9)))
    assert planned() == on((10, 5), (10, 9), (10, 20), (10, 23), (11, 3), (11, 6))


def test_a_first_day_that_is_none_of_the_chosen_days_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid, match="none of the days"):
        planning.make_series(cast.coordinator, cast.group.id or 0, SeriesWish(THURSDAY, AT, LONG, weekdays=(0,)))
