"""Cells of a file for spreadsheets: what people typed stays text, and is never run as a formula."""

# What makes a spreadsheet read a cell as a formula, the full-width forms that some of them read alike, and the
# blanks that they skip on the way there (OWASP, "CSV injection").
_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_BLANKS = frozenset("\t\r\n\x00")
LONGEST = 32_000  # characters that a spreadsheet's cell can hold


def could_run(cell: str) -> bool:
    """Whether a spreadsheet might take this text for a formula."""
    return cell[:1] in _BLANKS or cell.lstrip().lstrip("\x00")[:1] in _STARTS


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
