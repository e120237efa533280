"""The lines under a picture: what weakens the figures and of whom they are, so that it stands by itself (R28)."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from unicodedata import east_asian_width

from ui.exporting.look import FAINT, FONT, light_look

SIZE, LEADING, BETWEEN = 13, 18, 5  # of a letter, from line to line, and more from one note to the next
SMALL, LARGE, WIDE = 6.4, 9.5, 13.0  # how much room a letter takes, at most about: small, capital, of East Asia
EDGE = 14
NO_LETTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 has no such character
OPENS = re.compile(r"""<svg\b([^>]*?) width="([0-9.]+)" height="([0-9.]+)" viewBox="[^"]*"([^>]*)>""")


def with_lines(drawn: str, lines: Sequence[str]) -> str:
    """The picture made taller by `lines`, each wrapped to its width."""
    opens = OPENS.search(drawn)
    if opens is None or not lines:
        return drawn
    wide, high = float(opens[2]), float(opens[3])
    letters, below = _letters(lines, wide, high)
    ground = f'<rect width="{wide:g}" height="{below:g}" fill="{light_look()["background"]}"/>'
    size = f'width="{wide:g}" height="{below:g}" viewBox="0 0 {wide:g} {below:g}"'
    taller = f"<svg{opens[1]} {size}{opens[4]}>{ground}"
    return f"{taller}{drawn[opens.end() :].removesuffix('</svg>')}{letters}</svg>"


def sayable(text: str) -> str:
    """Text as a picture may hold it: nothing in it is markup, or what no picture can hold."""
    return escape(NO_LETTER.sub("", text))


def _letters(lines: Sequence[str], wide: float, high: float) -> tuple[str, float]:
    """What is drawn of the lines, and where the picture ends below them."""
    at, drawn = high + SIZE, []
    for line in lines:
        for part in _wrapped(line, wide - 2 * EDGE):
            drawn.append(f'<text x="{EDGE}" y="{at:g}">{sayable(part)}</text>')
            at += LEADING
        at += BETWEEN
    return f'<g font-family="{FONT}" font-size="{SIZE}" fill="{FAINT}">{"".join(drawn)}</g>', at - SIZE + EDGE


def _wrapped(text: str, room: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        for part in [word] if _takes(word) <= room else textwrap.wrap(word, int(room / WIDE)):
            longer = f"{line} {part}".strip()
            if _takes(longer) > room:
                yield line
                longer = part
            line = longer
    yield line


def _takes(text: str) -> float:
    return sum(WIDE if east_asian_width(one) in "WF" else LARGE if one.isupper() else SMALL for one in text)
