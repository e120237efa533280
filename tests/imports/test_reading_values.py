"""Single cells: dates, names, telephone numbers and consents."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from services.clinic.imports.cells import Cell, as_text
from services.clinic.imports.columns import left_out
from services.clinic.imports.dates import About, Day, order_of, read_day
from services.clinic.imports.headings import meaning
from services.clinic.imports.lines import Holds
from services.clinic.imports.names import read_full, read_parts
from services.clinic.imports.phones import read_phone
from services.clinic.imports.said import read_said
from services.clinic.imports.sheet import read_sheet

NOVEMBER = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def _on_one_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    "written",
    ["2026-11-03", "2026-11-03 00:00:00", "2026-11-03T09:30:00", "03-Nov-26", "3 November 2026", "Nov 3 2026",
     "Nov 3, 2026", "3rd Nov 26", "Tue 3 Nov 2026", "20261103", "46329", 46329, 46329.4, NOVEMBER, None],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(written: Cell) -> None:
    assert read_day(written, About.LATELY) == Day(NOVEMBER if written is not None else None)


@pytest.mark.parametrize(
    ("written", "day_first", "read"),
    [("3/11/2026", True, Day(NOVEMBER, ambiguous=True)), ("03.11.26", True, Day(NOVEMBER, ambiguous=True)),
     ("11/3/2026", False, Day(NOVEMBER, ambiguous=True)), ("11/25/25", True, Day(date(2025, 11, 25))),
     ("25/11/25", False, Day(date(2025, 11, 25))), ("4/4/26", True, Day(date(2026, 4, 4)))],
)  # fmt: skip
def test_day_and_month_go_by_the_switch_where_they_could_be_swapped(written: str, day_first: bool, read: Day) -> None:
    assert read_day(written, About.LATELY, day_first=day_first) == read


@pytest.mark.parametrize(("written", "year"), [("1/1/70", 1970), ("1/1/05", 2005), ("1/1/20", 1920), ("1/1/30", 1930)])
def test_a_birth_year_in_two_digits_is_a_grown_up_s(written: str, year: int) -> None:
    assert read_day(written, About.BIRTH).day == date(year, 1, 1)


@pytest.mark.parametrize(
    "written", ["31/2/2026", "0/1/2026", "13/13/2026", "1975", 1975.0, 12, "soon", True, "1/1/1066"]
)
def test_what_is_no_day_is_told_in_words(written: Cell) -> None:
    read = read_day(written, About.LATELY)
    assert read.day is None
    assert read.problem.endswith((".", "2026."))


@pytest.mark.parametrize(
    ("column", "order"),
    [(["3/11/26", "13/11/26"], True), (["3/11/26", "11/13/26"], False), (["3/11/26", None], None),
     (["13/11/26", "11/13/26"], None)],
)  # fmt: skip
def test_a_column_tells_its_order_by_days_past_the_twelfth(column: list[Cell], order: bool | None) -> None:
    assert order_of(column) is order


@pytest.mark.parametrize(
    ("written", "first", "last", "known_as"),
    [("SMITH, Jane", "Jane", "Smith", ""), ("Jane SMITH", "Jane", "Smith", ""), ("SMITH J (Mrs)", "J", "Smith", ""),
     ("Smith Jane (Janie)", "Jane", "Smith", "Janie"), ("AJ Smith", "AJ", "Smith", ""), ("LI Wei", "Wei", "Li", ""),
     ("Pieter van der Berg", "Pieter", "van der Berg", ""), ("DE LA CRUZ Ana", "Ana", "de la Cruz", ""),
     ("SMITH-O'BRIEN, ÉLODIE", "Élodie", "Smith-O'Brien", ""), ("McDONALD, ANN", "Ann", "McDonald", ""),
     ("MACK, JO", "Jo", "Mack", ""), ("ST JOHN, Sarah", "Sarah", "St John", ""), ("İPEK ÖZDİL", "İpek", "Özdil", ""),
     ("Smith, Mrs Jane (née Jones)", "Jane", "Smith", ""), ("bell hooks", "Bell", "Hooks", ""),
     ("Ann DuBois", "Ann", "DuBois", ""), ("Jane Ann Smith", "Jane Ann", "Smith", "Jane"), ("", "", "", "")],
)  # fmt: skip
def test_a_name_in_one_column(written: str, first: str, last: str, known_as: str) -> None:
    name = read_full(written)
    assert (name.first, name.last, name.known_as) == (first, last, known_as)


def test_a_name_in_columns_of_its_own() -> None:
    name = read_parts("Mrs ANNE-MARIE", "MACLEOD", "annie")
    assert (name.preferred, name.full) == ("Annie", "Anne-Marie MacLeod")


@pytest.mark.parametrize(
    "written",
    [7700900123, 7700900123.0, "7700900123", "7700900123.0", "447700900123", "+44 (0)7700900123", "7.700900123E+09"],
)
def test_a_phone_number_gets_its_beginning_back(written: Cell) -> None:
    assert read_phone(written).text.replace("+44", "0").replace(" ", "") == "07700900123"


def test_digits_lost_in_a_spreadsheet_are_told() -> None:
    assert "lost digits" in read_phone("7.70E+09").problem


def test_r3_only_a_plain_yes_is_consent() -> None:
    given = ["Yes", "y", "x", "1", 1.0, True, "Agreed", "Yes, verbal"]
    other = ["Yes but not by text", "maybe", "pending", "Yes until May", "yes and no", "", None]
    assert [read_said(each).said for each in given] == [True] * len(given)
    assert [read_said(each or None).said for each in other] == [None] * len(other)
    assert [read_said(each).said for each in ("No", "Declined", "not given", 0, "No 3/11/2025")] == [False] * 5
    assert read_said("Yes 3/11/2025").said == date(2025, 11, 3)


@pytest.mark.parametrize(
    ("heading", "holds"),
    [("NHS No.", Holds.NOTHING), ("Discharge Date", Holds.COMPLETED_ON), ("D.O.B.", Holds.BORN_ON),
     ("Likes to be called", Holds.PREFERRED_NAME), ("GP Name", Holds.NOTHING), ("Consent", None),
     ("E-mail address", Holds.EMAIL), ("Contact no", Holds.PHONE), ("PMP", Holds.PROGRAMME),
     ("Consent to share", Holds.SHARE), ("Feedback consent", Holds.FEEDBACK), ("Favourite colour", None)],
)  # fmt: skip
def test_headings_say_what_a_column_holds(heading: str, holds: Holds | None) -> None:
    assert meaning(heading) is holds


def test_r2_a_column_of_nhs_numbers_is_said_to_be_left_out() -> None:
    sheet = read_sheet("x.csv", b"Name,NHS Number\r\nAnn Reed,9434765919\r\n")
    assert left_out(sheet) == ("“NHS Number” is left out on purpose: an NHS number is not needed here.",)


def test_a_cell_s_text_reads_back_as_the_same_day() -> None:
    assert read_day(as_text(date(2026, 3, 4)), About.LATELY) == Day(date(2026, 3, 4))
