"""Rows of bars under one another over the same stretches of time: each row named above it, so no colour is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import altair as alt

from services.engagement.stretches import QUARTER, Stretch
from ui.charts.colours import themed
from ui.charts.words_above import words_above

_BAR = 0.55  # of a row's height at most; the rest is for its name
_YEAR_BELOW = "length(datum.label) > 4 ? [slice(datum.label, 0, -5), slice(datum.label, -4)] : datum.label"
_NAMED = 4  # stretches named under the rows; the table names them all


@dataclass(frozen=True)
class Band:
    """One row: its name, and a count for each stretch. Rows that count the same `unit` have the same scale."""

    name: str
    counts: tuple[int, ...]
    unit: str = ""


def stretch_name(stretch: Stretch) -> str:
    """Mar 2026; Jan to Mar 2026; 2026."""
    begins = stretch.begins
    if stretch.months == 1:
        return f"{begins:%b %Y}"
    if stretch.months == QUARTER:
        return f"{begins:%b} to {begins.replace(month=begins.month + 2):%b %Y}"
    return f"{begins:%Y}"


def stretch_word(part: Sequence[Stretch]) -> str:
    """What each of them is: month, quarter or year."""
    return {1: "month", QUARTER: "quarter"}.get(part[0].months, "year")


def quarter_means(word: str) -> tuple[str, ...]:
    """What a quarter is, for a chart that counts by them."""
    return ("A quarter is three calendar months.",) if word == "quarter" else ()


def tallest(bands: Sequence[Band], unit: str = "") -> int:
    """The count that the tallest bar of this unit stands for, at least 1."""
    return max(1, *(count for band in bands if band.unit == unit for count in band.counts))


def bands_spec(names: Sequence[str], bands: Sequence[Band], height: int) -> dict[str, Any]:
    """The rows, with their names in the axis: in the theme's ink, and whole on a narrow screen."""
    words = {str(_floor(bands, place) + _BAR): band.name for place, band in enumerate(bands)}
    axis = words_above(-3, values=[float(at) for at in words], labelExpr=f"{words}[toString(datum.value)]")
    bars = (
        alt.Chart(alt.InlineData(values=_bars(names, bands)))
        .mark_bar()
        .encode(
            x=_stretches(names),
            y=alt.Y("floor:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, len(bands)], nice=False)),
            y2="top:Q",
            tooltip=[alt.Tooltip("said:N", title="Count")],
            description=alt.Description("said:N"),
        )
    )
    floors = alt.Chart(alt.InlineData(values=[{"floor": _floor(bands, place)} for place in range(len(bands))]))
    ground = themed(floors.mark_rule(opacity=0.35, tooltip=False, aria=False).encode(y="floor:Q"), "first")
    spec: dict[str, Any] = alt.layer(bars, ground).properties(height=height, width="container").to_dict()
    return spec


def _stretches(names: Sequence[str]) -> alt.X:
    step = max(1, ceil(len(names) / _NAMED))
    axis = alt.Axis(
        values=list(names)[::step], labelExpr=_YEAR_BELOW, labelAngle=0, labelOverlap=True, ticks=False, grid=False
    )
    return alt.X("when:N", title=None, sort=None, axis=axis, scale=alt.Scale(domain=list(names), paddingInner=0.2))


def _floor(bands: Sequence[Band], place: int) -> int:
    return len(bands) - 1 - place


def _bars(names: Sequence[str], bands: Sequence[Band]) -> list[dict[str, object]]:
    return [
        {
            "when": name,
            "band": band.name,
            "count": count,
            "floor": _floor(bands, place),
            "top": round(_floor(bands, place) + _BAR * count / tallest(bands, band.unit), 4),
            "said": f"{name}, {band.name.lower()}: {count}",
        }
        for place, band in enumerate(bands)
        for name, count in zip(names, band.counts, strict=True)
    ]
