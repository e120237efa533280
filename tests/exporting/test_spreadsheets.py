"""A finding's table as a file, read back as a spreadsheet reads it: the same cells, and none that runs."""

import csv
import io

import openpyxl
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from services.engagement.exports.spreadsheets import csv_file, xlsx_file

COLUMNS = ("Within 8 weeks", "Referrals", "Share")
ROWS = (("Referred", "20", ""), ("Accepted, at last", "17 of 20", "85%"), ('Said "yes"', "0", "Zoë · 漢字"))
ABOUT = ("Of 20 referrals 17 were accepted.", "Not recorded: 22 Jan 2026.")
HOSTILE = (
    "=1+1",
    "+441234567890",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\x00=1+1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(A1:A9)",
    "\ufe661+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\u200b\ufeff\u2060 \u200e=1+1",
    "\xad-2+3",
    "\xa0@SUM(A1:A9)",
    "\u2028+441234567890",
    "\u3164=1+1",
    "\u200b\uff1d1+1",
    " \t=1+1",
    " \r=1+1",
    "\x1f=1+1",
    "\t",
    '=HYPERLINK("http://example.test","look")',
    "=cmd|' /C calc'!A0",
)
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d")


def read_csv(made: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def read_xlsx(made: bytes, sheet: str = "Figures") -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_name(sheet).to_python()


def test_a_csv_has_the_tables_cells_and_the_mark_by_which_excel_knows_its_letters() -> None:
    made = csv_file(COLUMNS, ROWS, ABOUT)
    assert made.startswith(b"\xef\xbb\xbf")
    assert read_csv(made)[: 1 + len(ROWS)] == [list(row) for row in (COLUMNS, *ROWS)]
    assert made.count(b"\r\n") == 1 + len(ROWS) + 1 + len(ABOUT)


def test_r28_a_csv_says_after_an_empty_line_what_the_figures_mean_and_what_is_missing() -> None:
    assert read_csv(csv_file(COLUMNS, ROWS, ABOUT))[1 + len(ROWS) :] == [
        ["", "", ""],
        *([one, "", ""] for one in ABOUT),
    ]


def test_a_script_finds_the_columns_in_the_first_line_and_as_many_cells_in_each() -> None:
    table = pandas.read_csv(io.BytesIO(csv_file(COLUMNS, ROWS, ABOUT)), on_bad_lines="error", keep_default_na=False)
    assert list(table.columns) == list(COLUMNS)
    assert {len(row) for row in read_csv(csv_file(COLUMNS, ROWS, ABOUT))} == {len(COLUMNS)}
    assert list(table[COLUMNS[0]])[: len(ROWS)] == [row[0] for row in ROWS]


def test_an_xlsx_has_the_tables_cells_with_counts_as_numbers() -> None:
    assert read_xlsx(xlsx_file(COLUMNS, ROWS, ABOUT)) == [
        list(COLUMNS),
        ["Referred", 20, ""],
        ["Accepted, at last", "17 of 20", "85%"],
        ['Said "yes"', 0, "Zoë · 漢字"],
    ]


def test_an_xlsx_says_what_the_figures_mean_and_what_is_missing() -> None:
    """R28: the names of missing registers go with the figures."""
    assert read_xlsx(xlsx_file(COLUMNS, ROWS, ABOUT), "About") == [[line] for line in ABOUT]


@pytest.mark.parametrize("digits", ["007", "1234567890123456", "٣", "²", "1_000", " 5"])
def test_what_only_looks_like_a_count_stays_as_it_stands(digits: str) -> None:
    assert read_xlsx(xlsx_file(("A",), ((digits,),), ()))[1] == [digits]


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_of_a_csv_begins_as_a_formula_does(cell: str) -> None:
    rows = read_csv(csv_file((cell,), ((cell,),), (cell,)))
    kept = [f"'{cell}".replace("\x00", "")]
    assert rows == [kept, kept, [""], kept]


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_hostile_cell_of_an_xlsx_is_text_and_stays_text_when_it_is_edited(cell: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file((cell,), ((cell,),), (cell,))))
    cells = [book["Figures"]["A1"], book["Figures"]["A2"], book["About"]["A1"]]
    assert [one.data_type for one in cells] == ["s"] * 3
    assert [one.quotePrefix for one in cells] == [True] * 3
    assert all(one.hyperlink is None for one in cells)


@pytest.mark.parametrize("cell", ["1-2", "Zoë · 漢字", "\u200bAmina", "\ufeff12 of 20", "“Between” 1 and 2", "", "½"])
def test_a_cell_that_cannot_run_is_as_it_stood(cell: str) -> None:
    assert read_csv(csv_file((cell,), ((cell,),), ())) == [[cell], [cell]]


def test_a_usual_cell_of_an_xlsx_is_not_marked() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(COLUMNS, ROWS, ABOUT)))
    assert not any(cell.quotePrefix for row in book["Figures"].iter_rows() for cell in row)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_whatever_stands_in_a_table_no_cell_of_its_files_runs(cells: list[str]) -> None:
    found = [cell for row in read_csv(csv_file(cells, [cells], cells)) for cell in row]
    assert [cell for cell in found if cell.lstrip(" ").startswith(STARTS)] == []
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(cells, [cells], cells)))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_what_no_file_can_hold_is_left_out_and_not_an_error() -> None:
    odd = ("\ud800", "x" * 40_000)
    assert [len(cell) for cell in read_csv(csv_file(odd, (), ()))[0]] == [1, 32_000]
    assert [len(str(cell)) for cell in read_xlsx(xlsx_file(odd, (), ()))[0]] == [1, 32_000]
