"""Marks on a chart over time: enough to say when something was, few enough to read on a telephone."""

from datetime import date

import pytest

from ui.charts.days import MOST, month_axis


def marks(first: date, last: date) -> list[str]:
    axis = month_axis(first, last).to_dict()
    return [f"{one['year']}-{one['month']}" for one in axis["values"]]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 11, 27), date(2026, 11, 12), ["2026-1", "2026-4", "2026-7", "2026-10"]),
        (date(2024, 11, 28), date(2026, 11, 12), ["2025-1", "2025-7", "2026-1", "2026-7"]),
        (date(2016, 12, 1), date(2026, 11, 12), ["2018-1", "2020-1", "2022-1", "2024-1", "2026-1"]),
        (date(2026, 9, 1), date(2026, 11, 1), ["2026-9", "2026-10", "2026-11"]),
    ],
)
def test_the_marks_are_first_days_of_months(first: date, last: date, expected: list[str]) -> None:
    assert marks(first, last) == expected
    assert len(expected) <= MOST


def test_within_a_month_the_days_are_named() -> None:
    assert "%-d" in month_axis(date(2026, 11, 3), date(2026, 11, 20)).to_dict()["format"]
