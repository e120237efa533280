"""A bar for each of a few things, with its words above it: whole on a narrow screen, in the theme's ink."""

from collections.abc import Sequence
from typing import Any

import altair as alt

_ROW = 56


def named_bars_spec(bars: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """The bars in their order, each given as the words above it and its count."""
    axis = alt.Axis(
        labelAlign="left", labelBaseline="bottom", labelOffset=-8, labelPadding=0, labelLimit=1000, labelFontSize=14,
        labelOverlap=False, ticks=False, domain=False, zindex=1,
    )  # fmt: skip
    most = max(1, *(count for _, count in bars))
    chart = (
        alt.Chart(alt.InlineData(values=[{"label": label, "count": count} for label, count in bars]))
        .mark_bar(height=18, yOffset=5, cornerRadiusEnd=3)
        .encode(
            x=alt.X("count:Q", title=None, axis=None, scale=alt.Scale(domain=[0, most], nice=False)),
            y=alt.Y("label:N", sort=None, title=None, axis=axis, scale=alt.Scale(paddingInner=0, paddingOuter=0)),
            tooltip=[alt.Tooltip("label:N", title="Count")],
            description=alt.Description("label:N"),
        )
    )
    spec: dict[str, Any] = chart.properties(height=_ROW * len(bars), width="container").to_dict()
    return spec
