"""The axis of a chart over time: few marks, on the first days of months, however long it is."""

from datetime import date

import altair as alt

MOST = 5  # that stand beside each other on a telephone
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months


def month_axis(first: date, last: date) -> alt.Axis:
    """Marks from a first day to a last one."""
    months = _months(first, last)
    if len(months) < 2:
        return alt.Axis(format="%-d %b %Y", tickCount=2, labelOverlap=True, labelFlush=True, grid=False)
    step = next((step for step in _STEPS if _marked(months, step) <= MOST), _STEPS[-1])
    return alt.Axis(
        values=[alt.DateTime(year=year, month=month, date=1) for year, month in _every(months, step)],
        format="%Y" if step >= 12 else "%b %Y",
        labelOverlap=True,
        labelFlush=True,
        grid=False,
    )


def _months(first: date, last: date) -> list[tuple[int, int]]:
    """Every month whose first day is among them."""
    all_of_them = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    found = [divmod(one, 12) for one in all_of_them]
    return [(year, month + 1) for year, month in found if date(year, month + 1, 1) >= first]


def _every(months: list[tuple[int, int]], step: int) -> list[tuple[int, int]]:
    return [(year, month) for year, month in months if (year * 12 + month - 1) % step == 0]


def _marked(months: list[tuple[int, int]], step: int) -> int:
    return len(_every(months, step))
