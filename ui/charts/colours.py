"""Colours by place in the theme's list, so that every mark is seen in its light and its dark version."""

import altair as alt

_PLACES = ["first", "second"]


def themed(chart: alt.Chart, place: str = "second") -> alt.Chart:
    """The chart in the theme's first or second colour: marks that would else be black the dark theme swallows."""
    colour = alt.Color("colour:N", scale=alt.Scale(domain=_PLACES), legend=None)
    found: alt.Chart = chart.transform_calculate(colour=f"'{place}'").encode(color=colour)
    return found


def outlined(band: alt.Chart) -> alt.Chart:
    """A band in the theme's first colour with an edge: it is faint, so that a line on it is seen, and its ends are not.

    Args:
        band: an area whose fill alone is faint.
    """
    edge = alt.Stroke("colour:N", scale=alt.Scale(domain=_PLACES), legend=None)
    found: alt.Chart = themed(band, "first").encode(stroke=edge, strokeWidth=alt.value(1))
    return found
