"""From a Typst template and data to a PDF, with the fonts of this folder and nothing from outside."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent
FONTS = TEMPLATES / "fonts"
# Small, and of the same fonts in the same order as every sheet.
_TRIAL = b"""#set document(title: "Trial")
#set text(font: ("Atkinson Hyperlegible Next", "Libertinus Serif"))
#sys.inputs.text"""


def pdf(template: str, said: Mapping[str, object]) -> bytes:
    """The finished sheet, tagged (PDF/UA-1). The template of this folder reads `said` as values, never as markup.

    Every sheet takes `title` and `author` for the document itself.
    """
    return _compiled(TEMPLATES / template, {"said": json.dumps(said)})


@lru_cache(maxsize=1024)
def unprintable(characters: str) -> frozenset[str]:
    """Those of `characters` that no font has. PDF/UA refuses an empty box, which is how it is found out."""
    import typst

    try:
        _compiled(_TRIAL, {"text": characters})
    except typst.TypstError:
        if len(characters) == 1:
            return frozenset(characters)
        middle = len(characters) // 2
        return unprintable(characters[:middle]) | unprintable(characters[middle:])
    return frozenset()


def _compiled(source: Path | bytes, data: dict[str, str]) -> bytes:
    import typst  # heavy, and most of the time nobody prints

    return typst.compile(
        source, root=TEMPLATES, format="pdf", sys_inputs=data, font_paths=_fonts(), pdf_standards=["ua-1"]
    )


@lru_cache(maxsize=1)
def _fonts() -> Any:
    import typst

    # None of the machine's own: a sheet looks the same wherever it is made.
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
