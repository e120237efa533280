"""Rows of a chart with their words above them and not beside them: whole on a narrow screen, in the theme's ink."""

from typing import Any

import altair as alt


def words_above(offset: float, **more: Any) -> alt.Axis:
    """The axis that holds the words, `offset` pixels lower than the middle of each row; `more` is as for `alt.Axis`."""
    settings = {
        "labelAlign": "left", "labelBaseline": "bottom", "labelOffset": offset, "labelPadding": 0, "labelLimit": 1000,
        "labelFontSize": 14, "labelOverlap": False, "ticks": False, "domain": False, "grid": False, "zindex": 1,
    }  # fmt: skip
    return alt.Axis(**{**settings, **more})


def rows(offset: float, **more: Any) -> alt.Y:
    """A row for each `label` of the data, in its order, with those words above it."""
    touching = alt.Scale(paddingInner=0, paddingOuter=0)
    return alt.Y("label:N", sort=None, title=None, axis=words_above(offset, **more), scale=touching)


def lengths(field: str, most: float) -> alt.X:
    """How far to the right each reaches, from nought to `most`. It needs no axis: the words say how much it is."""
    return alt.X(field, title=None, axis=None, scale=alt.Scale(domain=[0, most], nice=False))
