"""How a chart looks off the screen: our typeface and ink on the light ground, whatever theme the screen has."""

import tomllib
from functools import lru_cache
from typing import Any

from services.settings import ROOT

FAMILY = "Atkinson Hyperlegible Next"
FONT = f"{FAMILY}, sans-serif"
FAINT = "#5A666B"  # words beside the chart: 5.6:1 on the light ground
LINE = "#E3DFD5"


_WORDS = {"labelColor": FAINT, "titleColor": FAINT, "labelFontSize": 13, "titleFontSize": 13}
_AXIS = {**_WORDS, "titleFontWeight": "normal", "gridColor": LINE, "domainColor": LINE, "tickColor": LINE}
_TITLE = {"anchor": "start", "fontSize": 16, "fontWeight": "bold", "lineHeight": 21, "offset": 16}


@lru_cache(maxsize=1)
def light_look() -> dict[str, Any]:
    """The settings of Vega-Lite that the light theme of .streamlit/config.toml amounts to."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]["light"]
    ink, colours, ramp = theme["textColor"], theme["chartCategoricalColors"], theme["chartSequentialColors"]
    return {
        "background": theme["backgroundColor"],
        "font": FONT,
        "padding": 14,
        "mark": {"color": colours[0]},
        "range": {"category": colours, "ramp": ramp, "heatmap": ramp, "diverging": theme["chartDivergingColors"]},
        "axis": _AXIS,
        "legend": {**_WORDS, "titleFontWeight": "normal"},
        "header": _WORDS,
        "title": {**_TITLE, "color": ink},
        "text": {"color": ink},
        "view": {"stroke": None},
    }
