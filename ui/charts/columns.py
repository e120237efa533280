"""Columns that stand side by side over a line of days or numbers, with whole numbers up the side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from ui.charts.colours import themed

HEIGHT = 260


@dataclass(frozen=True)
class Column:
    """A count over everything from `since` up to `until`; both are days ("2026-11-26") or numbers."""

    since: str | float
    until: str | float
    count: int
    said: str


def columns(of: Sequence[Column], x: alt.X, title: str, rule: float | None = None) -> dict[str, Any]:
    """A Vega-Lite chart of at least one column.

    Args:
        x: how `since` is drawn along the foot ("since:T" or "since:Q").
        title: what is counted.
        rule: where a dashed line stands across, if at all.
    """
    values = [{"since": one.since, "until": one.until, "count": one.count, "said": one.said} for one in of]
    most = max(one.count for one in of)
    bars = (
        alt.Chart(alt.InlineData(values=values))
        # Not bars: with both ends across given, Vega-Lite would lay them down.
        .mark_rect(xOffset=1, x2Offset=-1)
        .encode(
            x=x,
            x2="until",
            y2=alt.datum(0),
            y=alt.Y("count:Q", title=title, axis=whole_numbers(most), scale=alt.Scale(domain=[0, top(most)])),
            tooltip=[alt.Tooltip("said:N", title=title)],
            description=alt.Description("said:N"),
        )
    )
    layers = [bars] if rule is None else [bars, *_rule(rule)]
    spec: dict[str, Any] = alt.layer(*layers).properties(height=HEIGHT, width="container").to_dict()
    return spec


def _rule(at: float) -> tuple[alt.Chart, ...]:
    """The dashed line in the theme's second colour, with as much of the ground on either side.

    Without colour the line would be lost on a column; on the ground it stands out in either theme.
    """
    rule = alt.Chart(alt.InlineData(values=[{"since": at}])).encode(x="since:Q")
    beside = rule.mark_rule(strokeWidth=6, stroke=alt.expr("background"), tooltip=False, aria=False)
    return beside, themed(rule.mark_rule(strokeWidth=3, strokeDash=[6, 4], tooltip=False, aria=False))


def step(most: float) -> int:
    """Between the few whole numbers up the side: a tick of 2.5 people would be nonsense."""
    return max(1, -(-int(most) // 5))


def top(most: float) -> int:
    """The uppermost of them."""
    return max(4, step(most) * -(-int(most) // step(most)))


def whole_numbers(most: float) -> alt.Axis:
    """The axis that has them, from zero."""
    return alt.Axis(values=list(range(0, top(most) + 1, step(most))), format="d")
