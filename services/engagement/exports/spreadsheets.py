"""A table of figures as a file for spreadsheets, CSV or XLSX, with nothing in it that runs."""

import csv
import io
import re
from collections.abc import Sequence

from services.engagement.exports.cells import as_text, could_run, writable

# Plain counts, as the tables of findings have them: no sign, no leading nought, nothing that loses a digit.
_COUNT = re.compile(r"0|[1-9][0-9]{0,14}")
_WIDE, _NARROW = 60, 18

Rows = Sequence[Sequence[str]]


def csv_file(columns: Sequence[str], rows: Rows, about: Sequence[str]) -> bytes:
    """The names of the columns, the rows, a line of empty cells, and then `about`, a line each in the first column.

    What it is about comes last, so that scripts still find the names of the columns in the first line; every line has
    as many cells as that one, for those that refuse others. A script stops at the line of empty cells.

    UTF-8 with the mark by which Excel knows it, CRLF, commas. A cell that a spreadsheet might run has an apostrophe
    in front; every other one is as it stood.
    """
    held = io.StringIO(newline="")
    rest = ("",) * (len(columns) - 1)
    lines = (columns, *rows, *(((text, *rest) for text in ("", *about)) if about else ()))
    # All in quotes: a spreadsheet that parts cells at semicolons must not find a second one inside.
    csv.writer(held, quoting=csv.QUOTE_ALL).writerows([[as_text(cell) for cell in row] for row in lines])
    return held.getvalue().encode("utf-8-sig")


def xlsx_file(columns: Sequence[str], rows: Rows, about: Sequence[str]) -> bytes:
    """A sheet "Figures" with the table, and a sheet "About" with `about`, a line each.

    A plain count is a number, everything else is text; nothing is a formula or a link. A cell that might be run
    when somebody edits it is marked as text for good.
    """
    import xlsxwriter  # only this needs it

    held = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(held, plain) as book:
        bold = {"bold": True, "text_wrap": True, "valign": "top"}
        usual = {"text_wrap": True, "valign": "top"}
        # Two of each look: the second keeps its cell text even after somebody has edited it.
        heads, cells = ([book.add_format({**look, "quote_prefix": kept}) for kept in (0, 1)] for look in (bold, usual))
        figures, words = book.add_worksheet("Figures"), book.add_worksheet("About")
        for line, row in enumerate((columns, *rows)):
            for column, cell in enumerate(row):
                if line and _COUNT.fullmatch(cell):
                    figures.write_number(line, column, int(cell), cells[0])
                else:
                    _write_text(figures, line, column, cell, cells if line else heads)
        for line, text in enumerate(about):
            _write_text(words, line, 0, text, cells)
        figures.set_column(0, max(0, len(columns) - 1), _NARROW)
        figures.freeze_panes(1, 0)
        words.set_column(0, 0, _WIDE)
    return held.getvalue()


def _write_text(sheet: object, line: int, column: int, cell: str, looks: Sequence[object]) -> None:
    sheet.write_string(line, column, writable(cell), looks[could_run(cell)])  # type: ignore[attr-defined]
