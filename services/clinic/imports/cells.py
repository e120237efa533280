"""What a list is made of once its file is open: cells, rows, and the sheet they stand in."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | float | bool | date | None
# The rows that hold anything, with their numbers.
Grid = list[tuple[int, list[Cell]]]
# What a workbook's cells come as.
Raw = str | float | bool | date | time | timedelta | None


@dataclass(frozen=True)
class Row:
    """One row under the headings. `number` is the spreadsheet's, from 1; one cell for each heading."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A list as it was found in its file.

    `name` is the worksheet's, "" in a file of plain text; `worksheets` are all that could be chosen. `remarks` say
    what was passed over and why. Without headings of its own the columns are called "Column A" and so on.
    """

    name: str
    worksheets: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()
    has_headings: bool = True


def tidy(raw: Raw) -> Cell:
    """A cell's value: text without spaces around it, a day where a moment is given, None where there is nothing."""
    if isinstance(raw, str):
        # Excel and word processors leave no-break spaces and byte order marks inside cells.
        text = raw.replace("\xa0", " ").replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n").strip()
        return text or None
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, time | timedelta):
        return str(raw)
    return raw


def as_text(cell: Cell) -> str:
    """The cell as a person would write it, in a way that reads back as the same value.

    >>> as_text(7700900123.0), as_text(date(2026, 11, 3)), as_text(None)
    ('7700900123', '3 Nov 2026', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else str(cell)
    if isinstance(cell, date):
        return f"{cell.day} {cell:%b %Y}"
    return str(cell)


def column_letter(index: int) -> str:
    """The spreadsheet's letters for a column counted from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
