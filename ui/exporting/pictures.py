"""A finding's chart as a picture, drawn here: nothing is fetched, and nothing of it goes anywhere."""

import re
import textwrap
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from types import ModuleType
from typing import Any

from altair import SCHEMA_VERSION

from services.settings import ROOT
from services.sheets.printing import FONTS
from ui.charts.finding import Finding
from ui.exporting.look import FAMILY, light_look
from ui.exporting.under import sayable, with_lines

TYPEFACE = ROOT / "static" / "fonts" / "atkinson-hyperlegible-next-latin-wght-normal.woff2"
WIDTH = 640
SCALE = 2  # a PNG has so many dots for each of the chart's
LETTERS = 72  # of a title's line, at the size of its letters
# One drawing at a time: it takes a core to itself, and everybody else needs the other one.
_drawing = Lock()


def svg(finding: Finding, about: Sequence[str]) -> str:
    """The chart with its sentence as its title, and as what a screen reader says of the picture; `about` under it.

    Our typeface goes with it: whoever opens the file has not got it.
    """
    return _by_itself(_standing_picture(finding, about), finding.sentence, about)


def untitled_svg(finding: Finding) -> str:
    """The chart alone, for a page that has the sentence above it."""
    return _drawn(standing_spec(finding, titled=False))


def png(finding: Finding, about: Sequence[str]) -> bytes:
    """The same picture as that of `svg`, of twice as many dots each way."""
    drawn = _standing_picture(finding, about)
    with _drawing:
        made: bytes = _vega().svg_to_png(drawn, scale=SCALE)
    return made


def standing_spec(finding: Finding, *, titled: bool) -> dict[str, Any]:
    """The finished Vega-Lite chart as it stands by itself: of a width of its own, in the light look, no screen's."""
    spec = {**_standing(finding.spec), "config": light_look()}
    return {**spec, "title": textwrap.wrap(finding.sentence, LETTERS)} if titled else spec


def _standing_picture(finding: Finding, about: Sequence[str]) -> str:
    return with_lines(_drawn(standing_spec(finding, titled=True)), about)


def _standing(spec: Any) -> Any:
    if isinstance(spec, list):
        return [_standing(one) for one in spec]
    if not isinstance(spec, dict):
        return spec
    return {key: _sized(key, value) for key, value in spec.items()}


def _sized(key: str, value: Any) -> Any:
    if key in {"data", "datasets"}:
        return value  # what people wrote, and no setting
    return WIDTH if (key, value) == ("width", "container") else _standing(value)


def _drawn(spec: dict[str, Any]) -> str:
    with _drawing:
        made: str = _vega().vegalite_to_svg(spec, vl_version=SCHEMA_VERSION.rpartition(".")[0])
    return made


def _by_itself(drawn: str, sentence: str, about: Sequence[str]) -> str:
    """The picture that says what it is, in words, to whoever cannot see it, and has its letters with it."""
    said = sayable(sentence)
    begins = f'<svg role="img" aria-label="{said}"'
    within = f"<title>{said}</title><desc>{sayable(chr(10).join(about))}</desc><style>{_typeface()}</style>"
    return re.sub(r"<svg\b([^>]*)>", lambda found: f"{begins}{found[1]}>{within}", drawn, count=1)


@lru_cache(maxsize=1)
def _typeface() -> str:
    letters = b64encode(TYPEFACE.read_bytes()).decode()
    return f'@font-face{{font-family:"{FAMILY}";font-weight:200 800;src:url(data:font/woff2;base64,{letters})}}'


@lru_cache(maxsize=1)
def _vega() -> ModuleType:
    import vl_convert  # heavy, and most of the time nobody takes anything away

    vl_convert.register_font_directory(str(FONTS))
    module: ModuleType = vl_convert
    return module
