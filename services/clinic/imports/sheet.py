"""Reading a clinic's list, as hospitals really export them, from CSV or a workbook."""

from services.clinic.imports.cells import Cell, Row, Sheet
from services.clinic.imports.kinds import Kind, kind_of, refused
from services.clinic.imports.layout import Laid, lay_out
from services.clinic.imports.text_files import read_text
from services.clinic.imports.workbooks import Worksheet, read_workbook

__all__ = ["MOST_ROWS", "Cell", "Row", "Sheet", "read_sheet"]

MOST_ROWS = 5000
MOST_COLUMNS = 200
# Titles above the list and notes under it are no rows of it.
_AROUND = 100


def read_sheet(name: str, content: bytes, sheet: str | None = None) -> Sheet:
    """The list in a file: its headings and the rows under them, whatever stands around it.

    `name` is the file's own, which decides nothing: many systems name their files wrongly. `sheet` is the worksheet
    wanted; when None, or no longer there, the first that looks like a list.

    Raises:
        Invalid: there is no list in it that can be read; the text says why, and what to do.
    """
    if kind_of(content) is Kind.TEXT:
        worksheets: tuple[str, ...] = ()
        grid = read_text(content)
        read = [Worksheet("", grid, len(grid))]
    else:
        worksheets, read = read_workbook(content, sheet, MOST_ROWS + _AROUND)
    chosen, laid = _chosen(read)
    _check_size(chosen, laid)
    return Sheet(
        name=chosen.name,
        worksheets=worksheets,
        headings=laid.headings,
        rows=laid.rows,
        remarks=(*_others(chosen.name, worksheets), *laid.remarks),
        has_headings=laid.has_headings,
    )


def _chosen(read: list[Worksheet]) -> tuple[Worksheet, Laid]:
    """The first worksheet with headings that are known and rows under them; else the first that holds anything."""
    laid = [(each, lay_out(each.grid)) for each in read if each.grid]
    if not laid:
        raise refused("This file holds no list: every worksheet is empty. Choose the file that holds the list.")
    return next((each for each in laid if each[1].known > 1 and each[1].rows), laid[0])


def _check_size(chosen: Worksheet, laid: Laid) -> None:
    rows = chosen.count if chosen.count > len(chosen.grid) else len(laid.rows)
    if rows > MOST_ROWS:
        raise refused(
            f"This list has about {rows:,} rows; the most that can be brought in at once is {MOST_ROWS:,}. "
            "Split it, one file for each programme for instance, and bring in one after the other."
        )
    if len(laid.headings) > MOST_COLUMNS:
        raise refused(
            f"This list has {len(laid.headings)} columns; the most that can be read is {MOST_COLUMNS}. "
            "Take out the columns that are not needed, save it and choose it again."
        )
    if not laid.rows:
        raise refused("This list has headings but nobody under them. Choose the file that holds the people.")


def _others(name: str, worksheets: tuple[str, ...]) -> list[str]:
    others = [f"“{each}”" for each in worksheets if each != name]
    return [f"Read from the worksheet “{name}”. Not read: {', '.join(others)}."] if others else []
