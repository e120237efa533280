"""R11: a series follows local time across clock changes and skips the nation's bank holidays."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import Nation
from services import clock
from services.group_sessions.holidays import bank_holiday
from services.group_sessions.recurrence import Rhythm, day_of_the_last, slots

TEN_YEARS = timedelta(days=3653)
rhythms = st.builds(
    Rhythm,
    starts_on=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    local_time=st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0)),
    minutes=st.integers(15, 720),
    every_weeks=st.integers(1, 52),
)


@settings(deadline=None)  # the first call loads a nation's calendar
@given(rhythms, st.sampled_from(Nation))
def test_r11_any_series_over_ten_years(rhythm: Rhythm, nation: Nation) -> None:
    last = rhythm.starts_on + TEN_YEARS
    meet, skipped = slots(rhythm, nation, last)
    days = [slot.day for slot in meet]

    assert len(set(days)) == len(days)
    assert days == sorted(days)
    assert all((day - rhythm.starts_on).days % (7 * rhythm.every_weeks) == 0 for day in days)
    assert not any(bank_holiday(day, nation) for day in days)
    assert all(bank_holiday(skip.day, nation) == skip.holiday for skip in skipped)
    assert sorted([*days, *(skip.day for skip in skipped)]) == _every(rhythm, last)
    for slot in meet:
        assert slot.starts_at.tzinfo is UTC
        assert slot.ends_at - slot.starts_at == timedelta(minutes=rhythm.minutes)
        wall = clock.local(slot.starts_at)
        assert wall.replace(tzinfo=None) == datetime.combine(slot.day, rhythm.local_time) or _lost_hour(wall)


def _every(rhythm: Rhythm, last: date) -> list[date]:
    step = timedelta(weeks=rhythm.every_weeks)
    return [rhythm.starts_on + step * n for n in range((last - rhythm.starts_on) // step + 1)]


def _lost_hour(wall: datetime) -> bool:
    """A time between 1 and 2 on the night that has none is taken an hour later."""
    return wall.month == 3 and wall.weekday() == 6 and wall.day > 24 and wall.hour == 2


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_r11_two_in_the_afternoon_stays_two_in_the_afternoon(change: date) -> None:
    meet, _ = slots(Rhythm(change - timedelta(days=3), time(14), 120, 1), Nation.ENGLAND, change + timedelta(days=5))
    assert [clock.local(slot.starts_at).time() for slot in meet] == [time(14), time(14)]
    assert meet[0].starts_at.hour != meet[1].starts_at.hour


def test_r11_a_time_that_the_clock_change_skips_is_an_hour_later() -> None:
    meet, _ = slots(Rhythm(date(2026, 3, 29), time(1, 30), 60, 1), Nation.ENGLAND, date(2026, 3, 29))
    assert clock.local(meet[0].starts_at).time() == time(2, 30)


def test_r11_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    meet, _ = slots(Rhythm(date(2026, 10, 25), time(1, 30), 60, 1), Nation.ENGLAND, date(2026, 10, 25))
    assert meet[0].starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_r11_christmas_and_new_year_are_skipped_by_name() -> None:
    meet, skipped = slots(Rhythm(date(2026, 12, 18), time(14), 120, 1), Nation.ENGLAND, date(2027, 1, 8))
    assert [(skip.day, skip.holiday) for skip in skipped] == [
        (date(2026, 12, 25), "Christmas Day"),
        (date(2027, 1, 1), "New Year's Day"),
    ]
    assert [slot.day for slot in meet] == [date(2026, 12, 18), date(2027, 1, 8)]


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        (date(2026, 4, 6), {Nation.ENGLAND, Nation.WALES, Nation.NORTHERN_IRELAND}),  # Easter Monday
        (date(2026, 11, 30), {Nation.SCOTLAND}),  # St Andrew's Day
        (date(2026, 3, 17), {Nation.NORTHERN_IRELAND}),  # St Patrick's Day
        (date(2027, 1, 4), {Nation.SCOTLAND}),  # 2 January, on a Saturday, made up for on Monday
        (date(2026, 12, 28), set(Nation)),  # Boxing Day, on a Saturday, made up for on Monday
    ],
)
def test_r11_each_nation_has_its_own_holidays(day: date, nations: set[Nation]) -> None:
    assert {nation for nation in Nation if bank_holiday(day, nation)} == nations


def test_r11_a_number_of_sessions_counts_meetings_and_no_holidays() -> None:
    rhythm = Rhythm(date(2026, 12, 18), time(14), 120, 1)
    last = day_of_the_last(rhythm, Nation.ENGLAND, 2, date(2027, 12, 31))
    assert last == date(2027, 1, 8)


def test_r11_the_last_day_belongs_to_the_series() -> None:
    rhythm = Rhythm(date(2026, 6, 4), time(14), 120, 2, until=date(2026, 6, 18))
    meet, _ = slots(rhythm, Nation.ENGLAND, date(2027, 6, 4))
    assert [slot.day for slot in meet] == [date(2026, 6, 4), date(2026, 6, 18)]
