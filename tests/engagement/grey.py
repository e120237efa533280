"""Charts as somebody sees them who sees no colour: drawn, in luminance alone, with and without one of their marks."""

import io
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from PIL import Image

from services.settings import ROOT
from ui.charts.finding import Finding
from ui.exporting import pictures

Element = ElementTree.Element
Gone = Callable[[Element], bool]
SCALE = 2
SEEN = 1.05  # a change of a dot that is more than rounding
Grey = npt.NDArray[np.float64]
Dots = npt.NDArray[np.bool_]
G = "{http://www.w3.org/2000/svg}g"
DRAWS = ("{http://www.w3.org/2000/svg}path", "{http://www.w3.org/2000/svg}line")

_SRGB = np.arange(256) / 255
_LINEAR = np.where(_SRGB <= 0.04045, _SRGB / 12.92, ((_SRGB + 0.055) / 1.055) ** 2.4)


def colours(theme: str) -> dict[str, Any]:
    """The theme of .streamlit/config.toml, "light" or "dark"."""
    themes: dict[str, Any] = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    return cast(dict[str, Any], themes[theme])


def drawn(finding: Finding, theme: str) -> Element:
    """The chart as it leaves the page, or in the dark theme's colours; without the hairlines behind it."""
    spec = pictures.standing_spec(finding, titled=False)
    if theme == "dark":
        spec["config"] = _dark(spec["config"])
    root = ElementTree.fromstring(pictures._drawn(spec))  # noqa: S314 - drawn here
    return without(root, lambda one: "role-axis-grid" in (one.get("class") or ""))


def _dark(config: dict[str, Any]) -> dict[str, Any]:
    theme = colours("dark")
    series = theme["chartCategoricalColors"]
    return {
        **config,
        "background": theme["backgroundColor"],
        "mark": {"color": series[0]},
        "range": {"category": series},
    }


def layers(root: Element) -> list[str]:
    """The class of each layer that draws anything: "mark-rule role-mark layer_1_marks"."""
    named = [one.get("class") or "" for one in root.iter(G) if any(one.find(mark) is not None for mark in DRAWS)]
    return list(dict.fromkeys(name for name in named if "role-mark" in name))


def without(root: Element, gone: Gone) -> Element:
    """A copy of the drawing in which no such element is."""
    copy = ElementTree.fromstring(ElementTree.tostring(root))  # noqa: S314 - drawn here
    for parent in [*copy.iter()]:
        for child in [*parent]:
            if gone(child):
                parent.remove(child)
    return copy


def grey(root: Element) -> Grey:
    """The relative luminance of each dot, from 0 to 1 (WCAG 2.2)."""
    picture = pictures._vega().svg_to_png(ElementTree.tostring(root, "unicode"), scale=SCALE)
    dots = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))
    return cast(Grey, _LINEAR[dots] @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: Grey, other: Grey | float) -> Grey:
    """By how much two differ, from 1 to 21 (WCAG 2.2)."""
    return cast(Grey, (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05))


def within(dots: Dots) -> Dots:
    """Those of the dots that have no other dots beside them, a thin line through their midst put aside."""
    from scipy.ndimage import binary_closing, binary_erosion

    closed = binary_closing(np.pad(dots, 9), iterations=8)[9:-9, 9:-9]
    return cast(Dots, dots & binary_erosion(closed, iterations=SCALE))
