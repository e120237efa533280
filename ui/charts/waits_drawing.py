"""The drawing of how long it takes: a diamond and its range a row, or a circle for each of few (R27)."""

from typing import Any

import altair as alt

from services.engagement.waits import Wait
from ui.charts.colours import themed
from ui.charts.words_above import words_above

HEIGHT = 190
Rows = tuple[tuple[str, Wait], ...]  # each with the words above it


def waits_spec(rows: Rows) -> dict[str, Any]:
    """The chart: where half have reached each, with its range; an arrow where that has no end."""
    longest = _longest(rows)
    labels = [words for words, _ in rows]
    row = alt.Y("label:N", sort=None, title=None, axis=words_above(-12), scale=alt.Scale(domain=labels))
    x = alt.X(
        "days:Q",
        title="Days since they were referred",
        axis=alt.Axis(tickCount=5, grid=False),
        scale=alt.Scale(domain=[0, longest], nice=False),
    )
    ranges = alt.Chart(alt.InlineData(values=_ranges(rows, longest)))
    shapes = (
        (_open_ends(rows, longest), "triangle-right"),
        (_halves(rows), "diamond"),
        (_singles(rows), "circle"),
    )
    layers = [
        themed(ranges.mark_rule(strokeWidth=3, yOffset=12, tooltip=False, aria=False).encode(x=x, x2="until:Q", y=row)),
        # A layer without a mark would be an image without a name.
        *(_points(values, shape, x, row) for values, shape in shapes if values),
    ]
    spec: dict[str, Any] = alt.layer(*layers).properties(height=HEIGHT, width="container").to_dict()
    return spec


def _points(values: list[dict[str, object]], shape: str, x: alt.X, row: alt.Y) -> alt.Chart:
    points = (
        alt.Chart(alt.InlineData(values=values))
        .mark_point(shape=shape, filled=True, size=130, opacity=1, yOffset=12)
        .encode(
            x=x,
            y=row,
            tooltip=[alt.Tooltip("label:N", title="Days")],
            description=alt.Description("label:N"),
        )
    )
    return themed(points, "first")


def _longest(rows: Rows) -> float:
    known = [0.0]
    for _, wait in rows:
        if wait.half is None:
            known += wait.days
        else:
            known += [days for days in (wait.half.value, wait.half.low, wait.half.high) if days is not None]
    return max(7.0, 1.1 * max(known))


def _ranges(rows: Rows, longest: float) -> list[dict[str, object]]:
    return [
        {"label": words, "days": wait.half.low, "until": wait.half.high or longest}
        for words, wait in rows
        if wait.half and wait.half.low is not None
    ]


def _open_ends(rows: Rows, longest: float) -> list[dict[str, object]]:
    return [
        {"label": words, "days": longest}
        for words, wait in rows
        if wait.half and wait.half.low is not None and wait.half.high is None
    ]


def _halves(rows: Rows) -> list[dict[str, object]]:
    return [
        {"label": words, "days": wait.half.value} for words, wait in rows if wait.half and wait.half.value is not None
    ]


def _singles(rows: Rows) -> list[dict[str, object]]:
    return [{"label": words, "days": days} for words, wait in rows if wait.half is None for days in wait.days]
