"""Is it changing: the trend in words, only from eight sessions and only as sure as its interval (R23, R28)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.engagement.attendance import Attendance, Outcome, SessionCount
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.statistics.intervals import Interval
from services.engagement.statistics.slopes import Slope
from ui.charts.attendance import TREND, attendance_finding
from ui.charts.change import agreed_since, change, trend

FIRST = date(2025, 1, 9)


def counts(*came: int, every: int = 14) -> list[tuple[date, int]]:
    return [(FIRST + timedelta(days=every * number), count) for number, count in enumerate(came)]


def came(*numbers: int | Outcome) -> Attendance:
    days = (FIRST + timedelta(days=14 * number) for number in range(len(numbers)))
    sessions = tuple(
        SessionCount(on, one) if isinstance(one, Outcome) else SessionCount(on, Outcome.RECORDED, one)
        for on, one in zip(days, numbers, strict=True)
    )
    return Attendance(Scope.EVERYONE, Period.LAST_24_MONTHS, 9, sessions)


def test_a_steady_rise_over_more_than_a_year_is_told_by_the_year() -> None:
    """One more at each session, every 73 days: five a year."""
    assert trend(counts(*range(8), every=73)) == "about 5 more each year (between 5 and 5)"


def test_a_fall_is_told_as_fewer_with_the_nearer_end_first() -> None:
    assert change(Slope(-1.24, Interval(-2.0, -0.5)), " each year") == ("about 1.2 fewer each year (between 0.5 and 2)")


def test_over_a_few_months_it_is_told_by_the_month() -> None:
    assert trend(counts(*range(0, 16, 2))).startswith("about 4.3 more each month")


@pytest.mark.parametrize("interval", [Interval(-0.4, 2.0), Interval(0.0, 2.0), Interval(-2.0, 0.0)])
def test_an_interval_that_holds_zero_is_no_clear_change(interval: Interval) -> None:
    assert change(Slope(interval.low + 0.3, interval)) == "no clear change"


def test_a_change_too_small_to_write_is_no_clear_change() -> None:
    assert change(Slope(0.04, Interval(0.01, 0.09))) == "no clear change"


def test_seven_sessions_are_too_few_to_speak_of_change() -> None:
    assert trend(counts(*range(7))) == ""
    assert trend(counts(*range(8)))


def test_without_an_interval_nothing_is_claimed() -> None:
    assert change(Slope(3.0, None)) == change(None) == ""


def test_the_finding_says_whether_attendance_changes() -> None:
    finding = attendance_finding(came(*[5, 6] * 6))
    assert finding.sentence.endswith(" Over all 12: no clear change.")
    assert TREND in finding.method


def test_a_clinic_is_told_of_no_change_that_may_only_be_consent_growing() -> None:
    """R26: people count from when they agreed, so then and now are no fair comparison."""
    finding = attendance_finding(replace(came(*[0, 3] * 3, *[6, 9] * 3), scope=Scope.AGREED))
    assert "Over all" not in finding.sentence
    assert "before that" not in finding.sentence
    assert agreed_since("before") in finding.notes


def test_sessions_without_a_count_are_in_no_trend() -> None:
    """R12."""
    gaps = came(*range(7), Outcome.CANCELLED, Outcome.NOT_RECORDED)
    assert "Over all" not in attendance_finding(gaps).sentence
    assert TREND not in attendance_finding(gaps).method


def test_cancelled_sessions_are_named_beside_the_missing_registers() -> None:
    """R12, R28."""
    notes = attendance_finding(came(5, Outcome.CANCELLED, 6, Outcome.NOT_RECORDED, Outcome.CANCELLED)).notes
    assert notes[:2] == (
        "Not recorded: 20 Feb 2025. This one is in no figure.",
        "Cancelled: 23 Jan 2025, 6 Mar 2025. These are in no figure.",
    )
