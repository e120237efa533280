"""Files made to harm: one cell of many letters, and few bytes that unpack to many. Nobody else is held up by them."""

import io
import time
import zipfile
from collections.abc import Sequence

import pytest
import xlsxwriter

from services.clinic.imports import opening, workbooks
from services.clinic.imports.lines import Holds
from services.clinic.imports.merged_cells import merged_in_ods
from services.clinic.imports.people import read_people
from services.clinic.imports.sheet import read_sheet
from services.errors import Invalid

# What takes a time that grows with the square of the length takes far longer than this for them.
LETTERS, SECONDS = 60_000, 3.0


def workbook(rows: Sequence[Sequence[str]], merged: Sequence[tuple[int, int, int]] = ()) -> bytes:
    """One worksheet; `merged` are (column, first row, last row)."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
        for column, first, last in merged:
            sheet.merge_range(first, column, last, column, "Spring")
    return held.getvalue()


def ods(merged: int) -> bytes:
    cell = '<table:table-cell table:number-rows-spanned="2"/>'
    rows = "<table:table-row>" + cell * 100 + "</table:table-row>"
    content = f'<office:document-content><table:table table:name="S">{rows * (merged // 100)}</table:table>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.xml", content + "</office:document-content>")
    return held.getvalue()


@pytest.mark.parametrize("letter", ["a", "a@", "1 ", "T ", "("])
def test_one_cell_of_very_many_letters_takes_no_longer_than_it_is_long(letter: str) -> None:
    long = letter * (LETTERS // len(letter))
    begun = time.process_time()
    sheet = read_sheet("x.csv", f"Thing,Other\n{long},{long}\n".encode())
    for holds in (Holds.EMAIL, Holds.PHONE, Holds.FULL_NAME, Holds.BORN_ON, Holds.SHARE, Holds.BEST_HOPES):
        read_people(sheet, (holds, Holds.NOTHING))
    assert time.process_time() - begun < SECONDS


def test_a_text_too_long_for_its_column_is_said_and_the_other_rows_are_read() -> None:
    sheet = read_sheet("x.csv", f"Name,Best hopes\nAnn Reed,{'so ' * 700}\nBob Lee,To walk\n".encode())
    ann, bob = read_people(sheet, (Holds.FULL_NAME, Holds.BEST_HOPES))
    assert ann.problems == ("Best hopes has 2,099 characters; the most is 2,000. Shorten it in the list.",)
    assert bob.problems == ()


def test_a_long_text_in_a_column_that_is_not_brought_in_keeps_nobody_out() -> None:
    notes = "so " * 700
    sheet = read_sheet("x.csv", f"Name,Notes\nAnn Reed,{notes}\n".encode())
    (ann,) = read_people(sheet, (Holds.FULL_NAME, Holds.NOTHING))
    assert (ann.problems, ann.cells[1]) == ((), notes.strip())


def test_the_first_address_of_several_is_whole_however_long_it_is() -> None:
    long = "a" * 90 + "@example.org"
    sheet = read_sheet("x.csv", f"Name,Email\nAnn Reed,{long} ann@example.com\n".encode())
    (ann,) = read_people(sheet, (Holds.FULL_NAME, Holds.EMAIL))
    assert ann.details is not None
    assert ann.details.email == long


def test_a_few_letters_that_stand_in_very_many_cells_are_refused() -> None:
    file = workbook([("Name", "Notes"), *[("Ann Reed", "so " * 10_000)] * 900])
    assert len(file) < 100_000
    with pytest.raises(Invalid, match="unpacks to far more"):
        read_sheet("x.xlsx", file)


def test_a_real_list_of_the_most_people_is_far_from_what_is_refused() -> None:
    row = ["word " * 10] * 20
    assert 5 * 5000 * sum(map(len, row)) // 10 < opening.MOST_HELD


def test_one_stray_cell_far_to_the_right_refuses_nothing() -> None:
    file = workbook([("Name", "Phone", *[""] * 16_000, "x"), *[("Ann Reed", "07700 900123")] * 2000])
    with pytest.raises(Invalid, match="columns") as refused:
        read_sheet("x.xlsx", workbook([["Name"] * 300, ["Ann"] * 300]))
    assert "unpacks" not in str(refused.value)
    assert len(read_sheet("x.xlsx", file).rows) == 2000


def test_more_merged_cells_than_any_list_has_are_refused() -> None:
    rows = [("Programme", "Name"), *[("", "Ann Reed")] * 3 * (opening.MOST_MERGED + 1)]
    merged = [(0, 3 * place + 1, 3 * place + 2) for place in range(opening.MOST_MERGED + 1)]
    with pytest.raises(Invalid, match="unpacks to far more"):
        read_sheet("x.xlsx", workbook(rows, merged))


def test_merged_cells_that_overlap_are_not_filled_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_MOST_FILLED", 1000)
    rows = [("Programme", "Group", "Name"), *[("", "", "Ann Reed")] * 900]
    with pytest.raises(Invalid, match="unpacks to far more"):
        read_sheet("x.xlsx", workbook(rows, [(0, 1, 899), (1, 1, 899)]))


def test_the_same_goes_for_the_open_format() -> None:
    assert len(merged_in_ods(ods(200))["S"]) == 200
    with pytest.raises(Invalid, match="unpacks to far more"):
        merged_in_ods(ods(opening.MOST_MERGED + 100))
