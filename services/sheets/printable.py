"""What people typed, made fit to print: no letter that no font has, no word wider than the page."""

import re
import unicodedata

from services.sheets.printing import unprintable

# Longer words may be broken, every so many letters: an unbroken one would run off the paper.
LONG_WORD, PART = 30, 15
# More lines than this run on, or the notes alone would fill the page.
LINES = 10


class Printable:
    """Cleans text after text; `left_out` says whether anything had to go."""

    def __init__(self) -> None:
        self.left_out = False

    def __call__(self, text: str) -> str:
        """The text as it can be printed."""
        lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines()]
        lines = ["".join(filter(_seen, line)) for line in lines]
        gone = unprintable("".join(sorted({one for line in lines for one in line if not one.isascii()})))
        self.left_out |= bool(gone)
        kept = [" ".join("".join(one for one in line if one not in gone).split()) for line in lines]
        kept = [_breakable(line) for line in kept if line]
        return ("\n" if len(kept) <= LINES else " ").join(kept)


def _seen(character: str) -> bool:
    """Whether it is a letter, a sign or a space: not what only steers how others are shown."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _breakable(line: str) -> str:
    return " ".join(
        re.sub(rf"(.{{{PART}}})(?=.)", "\\1\u200b", word) if len(word) > LONG_WORD else word for word in line.split(" ")
    )
