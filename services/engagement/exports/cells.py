"""Cells of a file for spreadsheets: what people typed stays text, and is never run as a formula."""

import unicodedata

# What makes a spreadsheet read a cell as a formula, and the blanks that they skip on the way there (OWASP, "CSV
# injection"). Of other forms of these signs (full-width, small, raised) some programs make the plain ones.
_STARTS = frozenset("=+-@")
_BLANKS = frozenset("\t\r\n\x00")
# Nothing is seen of these, so nobody would notice that a program leaves them out: controls, marks of order and
# joining (U+FEFF, U+200B), blanks, marks that need a letter before them, and what no standard has given a meaning.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Mn", "Me"})
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by their name, and blank
LONGEST = 32_000  # characters that a spreadsheet's cell can hold


def could_run(cell: str) -> bool:
    """Whether a spreadsheet might take this text for a formula."""
    first = next(filter(_seen, cell), "")
    return cell[:1] in _BLANKS or unicodedata.normalize("NFKC", first)[:1] in _STARTS


def _seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and character not in _FILLERS


def writable(cell: str) -> str:
    """The text without what no file can hold: lone surrogates, and more than fits in a cell."""
    return cell.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")[:LONGEST]


def as_text(cell: str) -> str:
    """The text as a CSV may hold it: where it could run, an apostrophe in front makes it text.

    >>> as_text("=1+1")
    "'=1+1"
    >>> as_text("12 of 20")
    '12 of 20'
    """
    kept = writable(cell)
    return f"'{kept}"[:LONGEST] if could_run(cell) else kept
