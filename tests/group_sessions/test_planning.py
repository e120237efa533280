"""R11: making a series, seeing it first, making it once, extending it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
import time_machine

from models import AuditEvent, GroupSession, GroupSessionState, Nation, Series
from services import clock
from services.errors import Conflict, Invalid, NotFound
from services.group_sessions import changing
from services.group_sessions.fields import SeriesWish
from services.group_sessions.lists import series
from services.group_sessions.planning import extend_series, make_series, preview
from tests import make
from tests.cast import Cast

TODAY = date(2026, 6, 1)
THURSDAY = date(2026, 6, 4)
FORTNIGHTLY = SeriesWish(THURSDAY, time(14), 120)


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    with time_machine.travel("2026-06-01 12:00+01:00", tick=False):
        yield


def days(group_id: int | None) -> list[date]:
    return [clock.local(row.starts_at).date() for row in make.rows(GroupSession, group_id=group_id)]


def test_r11_a_series_without_an_end_is_made_for_half_a_year(cast: Cast) -> None:
    made = make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    assert days(cast.group.id) == [THURSDAY + timedelta(weeks=2 * n) for n in range(14)]
    assert made.goes_on
    assert make.rows(Series)[0].until is None


def test_r11_a_group_session_knows_its_time_place_and_slot(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    first = make.rows(GroupSession)[0]
    assert clock.local(first.starts_at).time() == time(14)
    assert first.ends_at - first.starts_at == timedelta(hours=2)
    assert (first.venue, first.slot_on) == (cast.group.venue, THURSDAY)


def test_r11_half_a_year_crosses_the_clock_change_at_the_same_local_time(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    made = make.rows(GroupSession)
    assert {clock.local(row.starts_at).time() for row in made} == {time(14)}
    assert {row.starts_at.hour for row in made} == {13, 14}


def test_r11_the_groups_nation_decides_what_is_skipped(cast: Cast) -> None:
    scottish = make.group(cast.riverside, "Over the border", nation=Nation.SCOTLAND)
    actor = replace(cast.coordinator, group_ids=(scottish.id or 0,))
    mondays = SeriesWish(date(2026, 11, 16), time(14), 120, every_weeks=1, count=3)
    made = make_series(actor, scottish.id or 0, mondays)
    assert [(skip.day, skip.holiday) for skip in made.skipped] == [(date(2026, 11, 30), "Saint Andrew's Day")]
    assert days(scottish.id) == [date(2026, 11, 16), date(2026, 11, 23), date(2026, 12, 7)]


def test_r11_the_preview_is_what_is_made_and_makes_nothing(cast: Cast) -> None:
    make.group_session(cast.group, clock.at_local(date(2026, 6, 18), time(15)))
    wish = SeriesWish(THURSDAY, time(14), 120, every_weeks=2, until=date(2026, 12, 31))
    shown = preview(cast.coordinator, cast.group.id or 0, wish)
    assert len(make.rows(GroupSession)) == 1
    assert make_series(cast.coordinator, cast.group.id or 0, wish) == shown
    assert [slot.day for slot in shown.overlapping] == [date(2026, 6, 18)]
    assert date(2026, 6, 18) not in days(cast.group.id)[1:]
    assert [skip.holiday for skip in shown.skipped] == []
    assert not shown.goes_on


def test_r11_the_same_series_twice_adds_nothing(cast: Cast) -> None:
    first = make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    again = make_series(cast.coordinator_2, cast.group.id or 0, FORTNIGHTLY)
    assert (again.meet, again.already) == ((), first.meet)
    assert len(make.rows(Series)) == 1
    assert len(days(cast.group.id)) == 14


def test_r11_two_taps_at_once_make_one_series(cast: Cast) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(make_series, cast.coordinator, cast.group.id or 0, FORTNIGHTLY) for _ in range(2)]
        assert sorted(len(one.result().meet) for one in both) == [0, 14]
    assert len(make.rows(Series)) == 1


def test_r11_a_series_with_no_free_date_is_refused(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    an_hour_later = SeriesWish(THURSDAY, time(15), 120)
    with pytest.raises(Conflict, match="None of these dates is free"):
        make_series(cast.coordinator, cast.group.id or 0, an_hour_later)
    assert len(make.rows(Series)) == 1


def test_r11_back_to_back_is_no_overlap(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    evening = make_series(cast.coordinator, cast.group.id or 0, SeriesWish(THURSDAY, time(16), 60))
    assert len(evening.meet) == 14


def test_r11_another_groups_sessions_never_stand_in_the_way(cast: Cast) -> None:
    make_series(cast.coordinator_3, cast.other_group.id or 0, FORTNIGHTLY)
    assert len(make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY).meet) == 14


def test_r11_a_cancelled_session_frees_its_time_for_another_series(cast: Cast) -> None:
    at = clock.at_local(THURSDAY, time(14))
    make.group_session(cast.group, at, state=GroupSessionState.CANCELLED, cancel_reason="Flood")
    assert make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY).overlapping == ()


def test_r11_never_past_a_year_ahead(cast: Cast) -> None:
    wish = SeriesWish(THURSDAY, time(14), 120, every_weeks=1, until=date(2030, 1, 1))
    made = make_series(cast.coordinator, cast.group.id or 0, wish)
    assert max(days(cast.group.id)) <= TODAY + timedelta(days=365)
    assert made.goes_on


def test_r11_extending_adds_the_next_half_year(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    row = make.rows(Series)[0]
    (view,) = series(cast.coordinator, cast.group.id or 0)
    added = extend_series(cast.coordinator, row.id or 0, view.extends_to)
    assert added.meet[0].day == THURSDAY + timedelta(weeks=28)
    assert added.meet[-1].day <= TODAY + timedelta(days=365)
    assert days(cast.group.id) == sorted(set(days(cast.group.id)))


def test_r11_extending_twice_to_the_same_day_adds_nothing(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    row = make.rows(Series)[0]
    to = date(2027, 1, 31)
    extend_series(cast.coordinator, row.id or 0, to)
    assert extend_series(cast.coordinator_2, row.id or 0, to).meet == ()


def test_r11_a_series_that_lapsed_is_extended_from_today_on(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    row = make.rows(Series)[0]
    with time_machine.travel("2028-01-10 12:00+00:00", tick=False):
        added = extend_series(cast.coordinator, row.id or 0)
        assert min(slot.day for slot in added.meet) >= clock.today()


def test_r11_a_moved_session_is_never_made_twice(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    moved = make.rows(GroupSession)[1]
    changing.change(cast.coordinator, moved.id or 0, moved.version, date(2026, 6, 19), time(10), 120, moved.venue)
    again = make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    assert again.meet == ()
    assert date(2026, 6, 18) not in days(cast.group.id)


def test_r11_a_cancelled_session_is_not_made_again_by_its_series(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    changing.cancel(cast.coordinator, make.rows(GroupSession)[0].id or 0, "Library shut")
    assert make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY).meet == ()


def test_r11_a_finished_series_is_not_offered_for_extending(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, SeriesWish(THURSDAY, time(14), 120, count=3))
    (view,) = series(cast.coordinator, cast.group.id or 0)
    assert (view.made_to, view.extends_to) == (date(2026, 7, 2), None)


def test_r31_making_a_series_is_recorded_once(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    (event,) = make.rows(AuditEvent, action="series.planned")
    assert (event.account_id, event.group_id) == (cast.coordinator.account_id, cast.group.id)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (SeriesWish(date(2026, 5, 31), time(14), 120), "starts_on"),
        (SeriesWish(date(2027, 6, 2), time(14), 120), "starts_on"),
        (SeriesWish(None, time(14), 120), "starts_on"),
        (SeriesWish(THURSDAY, None, 120), "local_time"),
        (SeriesWish(THURSDAY, time(14), 0), "minutes"),
        (SeriesWish(THURSDAY, time(14), -60), "minutes"),
        (SeriesWish(THURSDAY, time(14), 10), "minutes"),
        (SeriesWish(THURSDAY, time(14), 721), "minutes"),
        (SeriesWish(THURSDAY, time(14), 120, every_weeks=0), "every_weeks"),
        (SeriesWish(THURSDAY, time(14), 120, every_weeks=53), "every_weeks"),
        (SeriesWish(THURSDAY, time(14), 120, until=date(2026, 6, 3)), "until"),
        (SeriesWish(THURSDAY, time(14), 120, count=0), "count"),
        (SeriesWish(THURSDAY, time(14), 120, venue="x" * 500), "venue"),
        (SeriesWish(THURSDAY, time(14), 120, venue="Lib\x00rary"), "venue"),
    ],
)
def test_r11_what_cannot_be_is_refused_by_field(cast: Cast, wish: SeriesWish, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make_series(cast.coordinator, cast.group.id or 0, wish)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert make.rows(GroupSession) == []


def test_every_problem_of_the_form_is_said_at_once(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        preview(cast.coordinator, cast.group.id or 0, SeriesWish(None, None, 0, every_weeks=0))
    assert [problem.field for problem in refused.value.problems] == [
        "starts_on",
        "local_time",
        "minutes",
        "every_weeks",
    ]


def test_markup_and_emoji_in_a_place_are_kept_as_typed(cast: Cast) -> None:
    place = "**Café** <b>Zoë</b> 🌻"
    make_series(cast.coordinator, cast.group.id or 0, SeriesWish(THURSDAY, time(14), 120, venue=f" {place} "))
    assert make.rows(GroupSession)[0].venue == place


def test_r30_the_series_of_another_group_is_not_found(cast: Cast) -> None:
    make_series(cast.coordinator, cast.group.id or 0, FORTNIGHTLY)
    with pytest.raises(NotFound):
        extend_series(cast.coordinator_3, make.rows(Series)[0].id or 0)
