"""A list in a file of plain text: CSV as every system writes it in its own way."""

import csv
import io
from typing import Literal

from services.clinic.imports.cells import Grid, tidy
from services.clinic.imports.encodings import decoded
from services.clinic.imports.separators import separator, without_said
from services.errors import Invalid, Problem

# A quotation mark that nobody closed swallows the lines after it; no real cell has as many.
_MOST_LINES = 40
_BROKEN = (
    "This list could not be read: one of its cells is longer than any real one, as when quotation marks do not match. "
    "Open it in your spreadsheet program, save it as an Excel workbook (.xlsx) and choose that file."
)


def read_text(content: bytes) -> Grid:
    """The rows of a text file that hold anything, numbered as a spreadsheet would show them.

    Raises:
        Invalid: it is not text, or not a table.
    """
    text, said = without_said(decoded(content))
    between = said or separator(text)
    try:
        grid = _rows(text, between, csv.QUOTE_MINIMAL)
        if any(len(cell) > 80 and cell.count("\n") + cell.count("\r") > _MOST_LINES for row in grid for cell in row):
            grid = _rows(text, between, csv.QUOTE_NONE)
    except csv.Error:
        raise Invalid(Problem("file", _BROKEN)) from None
    rows = ((number, [tidy(cell) for cell in row]) for number, row in enumerate(grid, 1))
    return [(number, cells) for number, cells in rows if any(cell is not None for cell in cells)]


def _rows(text: str, between: str, quoting: Literal[0, 3]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=between, quoting=quoting))
