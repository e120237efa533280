"""Bars that lie, each with its words above it: whole on a narrow screen, and nothing to hover over (R27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from ui.charts.words_above import lengths, rows

ROW = 44  # pixels: a line of words and a bar
MARGIN = 28  # that the page takes away around a chart


@dataclass(frozen=True)
class Bar:
    """`label` says all that the bar shows. `hollow`: drawn as an outline, for what it is compared with."""

    label: str
    value: float
    hollow: bool = False


def lying_bars(bars: Sequence[Bar], unit: str) -> dict[str, Any]:
    """A Vega-Lite chart of at least one bar, top to bottom. `unit` names the values for a screen reader."""
    most = max(1.0, *(bar.value for bar in bars)) if bars else 1.0
    solid = alt.condition("datum.hollow", alt.value(0.15), alt.value(1))
    dash = alt.condition("datum.hollow", alt.value([5, 3]), alt.value([1, 0]))
    values = [{"label": bar.label, "value": bar.value, "hollow": bar.hollow} for bar in bars]
    chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar(height=16, yOffset=6, cornerRadiusEnd=3, strokeWidth=2)
        .encode(
            x=lengths("value:Q", most),
            y=rows(-8),
            # One series in one colour of the theme: the outline tells the two apart.
            color=alt.Color("of:N", legend=None),
            stroke=alt.Stroke("of:N", legend=None),
            fillOpacity=solid,
            strokeDash=dash,
            tooltip=[alt.Tooltip("label:N", title=unit)],
            description=alt.Description("label:N"),
        )
        .transform_calculate(of="'all'")
    )
    spec: dict[str, Any] = chart.properties(height=ROW * len(bars) + MARGIN, width="container").to_dict()
    return spec
