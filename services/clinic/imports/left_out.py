"""The lines that did not go in, as a spreadsheet with the reason first: to be mended and brought in again."""

import io
from collections.abc import Sequence

from services import access, audit
from services.clinic.imports.fates import HANDED_BACK, Outcome
from services.database import transaction
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

# The reader knows this heading as one that holds nothing.
WHY = "Why it was left out"
# What a spreadsheet's cell can hold.
LONGEST = 32_000
_WIDE, _NARROW = 60, 18


@needs(Permission.KEEP_GRADUATES)
def hand_back(actor: Actor, headings: Sequence[str], outcomes: Sequence[Outcome]) -> bytes:
    """The file of all lines that are not in and not on file. It is recorded as an export (R31)."""
    # A file handed back before has its reasons in front: they were those of then.
    first = 1 if headings and headings[0] == WHY else 0
    left = [(each.line.cells[first:], each.reason) for each in outcomes if each.fate in HANDED_BACK]
    with transaction() as db:
        audit.record(db, actor, "import.left_out_exported", "clinic", access.own_clinic(db, actor).id)
    return left_out_file(headings[first:], left)


def left_out_file(headings: Sequence[str], left: Sequence[tuple[Sequence[str], str]]) -> bytes:
    """An XLSX: `WHY`, then the original columns as they stood. Nothing in it is a formula, a link or a number."""
    import xlsxwriter  # only this needs it

    held = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(held, plain) as book:
        sheet = book.add_worksheet("Left out")
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for row, cells in enumerate([(WHY, *headings), *((reason, *cells) for cells, reason in left)]):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, _fits(cell), bold if row == 0 else wrapped)
        sheet.set_column(0, 0, _WIDE)
        sheet.set_column(1, max(1, len(headings)), _NARROW)
        sheet.freeze_panes(1, 0)
    return held.getvalue()


def _fits(cell: str) -> str:
    # Lone surrogates cannot be written to any file.
    return cell.encode("utf-8", "replace").decode("utf-8")[:LONGEST]
