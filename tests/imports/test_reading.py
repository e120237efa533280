"""Lists as hospitals export them: each file whole, what is refused, and that any table at all explains itself."""

import csv
import io
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
import time_machine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from services.clinic.imports.columns import guess, normalised
from services.clinic.imports.kinds import MOST_UNPACKED
from services.clinic.imports.lines import Holds
from services.clinic.imports.people import read_people
from services.clinic.imports.sheet import MOST_ROWS, read_sheet
from services.errors import Invalid
from tests.imports.expected import EXPECTED
from tests.imports.saying import all_said, read

FILES = Path(__file__).parent / "files"
LOCKED = "locked.xlsx"


@pytest.fixture(autouse=True)
def _on_one_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC)):
        yield


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_list_is_read_whole_as_expected(name: str) -> None:
    assert all_said(name, (FILES / name).read_bytes()) == EXPECTED[name]


def test_every_file_has_its_expected_outcome() -> None:
    assert {path.name for path in FILES.iterdir()} == {*EXPECTED, LOCKED}
    assert len(EXPECTED) >= 32


def test_what_stood_in_the_cells_is_kept_as_text() -> None:
    _, _, lines = read("x.xlsx", (FILES / "real_dates_and_numbers.xlsx").read_bytes())
    assert lines[0].cells == ("Ann", "Reed", "25 Dec 1950", "7700900111", "3 Jun 2026", "Yes", "3 Jun 2026")


def test_the_worksheet_asked_for_is_read() -> None:
    sheet = read_sheet("x.xlsx", (FILES / "several_worksheets.xlsx").read_bytes(), "Summer")
    assert (sheet.name, sheet.worksheets) == ("Summer", ("Notes", "Spring", "Summer", "Empty"))
    assert sheet.rows[0].cells == ("Ann Reed", "07700 900111")


def test_ambiguous_dates_are_read_month_first_when_told_so() -> None:
    sheet = read_sheet("x.csv", (FILES / "ambiguous_dates.csv").read_bytes())
    lines = read_people(sheet, guess(sheet, {}), day_first=False)
    assert [line.completed_on for line in lines] == [date(2025, 3, 11), date(2026, 4, 4), date(2026, 5, 6)]


def test_what_was_chosen_before_counts_more_than_the_heading() -> None:
    sheet = read_sheet("x.csv", b"Name,Ref\r\nAnn Reed,Bob\r\n")
    assert guess(sheet, {normalised(" REF. "): Holds.PREFERRED_NAME}) == (Holds.FULL_NAME, Holds.PREFERRED_NAME)


def test_r2_nothing_of_a_column_that_is_left_out_is_read() -> None:
    sheet = read_sheet("x.csv", b"Name,Diagnosis\r\nAnn Reed,Fibromyalgia\r\n")
    line = read_people(sheet, guess(sheet, {}))[0]
    assert "Fibromyalgia" not in str(line.details)
    assert line.cells == ("Ann Reed", "Fibromyalgia")


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def book(**cells: object) -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    for place, value in cells.items():
        made.active[place] = value
    made.save(out)
    return out.getvalue()


def rows(count: int) -> bytes:
    return ("Name\r\n" + "Ann Reed\r\n" * count).encode()


REFUSED = {
    "empty": (b"", "This file is empty."),
    "blank": (b"\xef\xbb\xbf \r\n\r\n", "This file is empty."),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "This file is a PDF, not a list."),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "This file is a picture, not a list."),
    "word": (zipped(word__document_xml=b"<w/>"), "This file is a Word document or a presentation, not a list."),
    "archive": (zipped(list_csv=b"Name"), "This file is a packed folder, not a list."),
    "web page": (b"<html><table><tr><td>Name", "This file is a web page, whatever its name says, not a list."),
    "random": (bytes(range(256)) * 8, "This file is not a list that can be read: it holds no text."),
    "locked": ((FILES / LOCKED).read_bytes(), "This workbook is locked with a password, so it cannot be read."),
    "broken": (book(A1="Name")[:-200], "This workbook is damaged, so it cannot be read."),
    "broken inside": (zipped(xl__workbook_xml=b"<no"), "This workbook is damaged, so it cannot be read."),
    "bomb": (
        zipped(xl__workbook_xml=b" " * (MOST_UNPACKED + 1)),
        "This file unpacks to far more than any list of people holds, so it was not opened.",
    ),
    "far cell": (
        book(A1="Name", XFD200000="x"),
        "This file unpacks to far more than any list of people holds, so it was not opened.",
    ),
    "too many rows": (rows(MOST_ROWS + 1), "This list has about 5,001 rows; the most that can be brought in at once"),
    "too many columns": (
        b",".join([b"Name"] * 201) + b"\r\n" + b",".join([b"x"] * 201),
        "This list has 201 columns; the most that can be read is 200.",
    ),
    "only headings": (b"Name,DOB\r\n", "This list has headings but nobody under them."),
    "empty workbook": (book(), "This file holds no list: every worksheet is empty."),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_list_is_refused_in_words(kind: str) -> None:
    content, words = REFUSED[kind]
    with pytest.raises(Invalid) as refusal:
        read_sheet("list.xlsx", content)
    assert str(refusal.value).startswith(words)


def test_as_many_rows_as_there_may_be_are_read() -> None:
    assert len(read_sheet("x.csv", rows(MOST_ROWS)).rows) == MOST_ROWS


HEADINGS = ("Name", "Forename", "Surname", "DOB", "Tel", "Email", "Completed", "Consent to share", "Programme", "Notes")
TYPED = st.one_of(
    st.text(max_size=25),
    st.sampled_from(["3/11/1970", "31/2/70", "46329", "7.7E+09", "SMITH, Jane", "Yes 3/11/26", "9434765919", "x", ""]),
    st.dates().map(str),
    st.integers().map(str),
)
TABLES = st.lists(st.lists(TYPED, min_size=1, max_size=6), min_size=1, max_size=6)
FORMS = [(encoding, between) for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16") for between in ",;\t"]
UNHURRIED = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])


def explains_itself(content: bytes) -> None:
    try:
        sheet, _, lines = read("list", content)
    except Invalid:
        return
    assert all(line.problems or line.details for line in lines)
    # More in a row than one running number, and it is a line: nobody is lost on the way.
    peopled = {row.number for row in sheet.rows if sum(cell is not None for cell in row.cells) > 1}
    assert peopled <= {line.number for line in lines}


@UNHURRIED
@given(table=TABLES, headings=st.lists(st.sampled_from(HEADINGS), max_size=6), form=st.sampled_from(FORMS))
def test_any_table_in_a_text_file_reads_or_explains_itself(
    table: list[list[str]], headings: list[str], form: tuple[str, str]
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=form[1]).writerows([headings, *table])
    explains_itself(out.getvalue().encode(form[0], errors="replace"))


@UNHURRIED
@given(content=st.binary(max_size=300))
def test_any_bytes_read_or_explain_themselves(content: bytes) -> None:
    explains_itself(content)


CELLS = st.one_of(
    TYPED.map(lambda text: "".join(each for each in text if each.isprintable())),
    st.none(),
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 1, 1)),
)


@settings(UNHURRIED, max_examples=25)
@given(
    table=st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=6),
    headings=st.lists(st.sampled_from(HEADINGS), max_size=6),
)
@example(table=[[sys.float_info.max]], headings=["DOB"])
def test_any_table_in_a_workbook_reads_or_explains_itself(table: list[list[object]], headings: list[str]) -> None:
    made, out = openpyxl.Workbook(), io.BytesIO()
    for each in [headings, *table]:
        made.active.append(each)
    made.save(out)
    explains_itself(out.getvalue())
