"""The file of lines left out: the reason first, everything as it stood, nothing that runs, ready to be mended."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from models import AuditEvent
from services.clinic.imports.choices import Choices
from services.clinic.imports.columns import guess
from services.clinic.imports.left_out import WHY, hand_back, left_out_file
from services.clinic.imports.lines import Holds
from services.clinic.imports.people import read_people
from services.clinic.imports.preview import preview
from services.clinic.imports.sheet import read_sheet
from tests import make
from tests.cast import Cast
from tests.imports.lists import bare, bring_in, line

DANGEROUS = [
    "=1+1",
    "+44",
    "-1",
    "@SUM(A1)",
    "http://example.org",
    "\t=1",
    "007",
    "1e5",
    '=HYPERLINK("x")',
    "a" * 40_000,
]


def cells(content: bytes) -> list[list[openpyxl.cell.cell.Cell]]:
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows()]


@pytest.mark.parametrize("written", DANGEROUS)
def test_nothing_in_it_is_a_formula_a_link_or_a_number(written: str) -> None:
    rows = cells(left_out_file(["Name"], [([written], "No name.")]))
    cell = rows[1][1]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert str(cell.value).strip() == written.strip()[:32_000]


def test_a_character_that_no_file_takes_does_not_stop_it() -> None:
    assert cells(left_out_file(["Name"], [(["Ami\ud800na"], "Why")]))[1][1].value == "Ami?na"


def test_it_holds_what_did_not_go_in_with_the_reason_first(cast: Cast) -> None:
    into = Choices(programme_id=make.programme(cast.riverside.id or 0, ends_on=date(2024, 3, 1)).id)
    bring_in(cast.clinic, [line(2)], into)
    lines = (line(2), bare(line(3)), line(4, "Bo New"), replace(line(5, "Bad"), problems=("The date is wrong.",)))
    content = hand_back(cast.clinic, ["Name"], preview(cast.clinic, lines, into).outcomes)
    rows = [[cell.value for cell in row] for row in cells(content)]
    assert rows[0] == [WHY, "Name"]
    assert rows[1][0].startswith("Looks like Amina Khan, on file.")
    assert rows[2] == ["The date is wrong.", "Bad"]
    assert len(rows) == 3


def test_r31_handing_it_out_is_recorded_as_an_export(cast: Cast) -> None:
    hand_back(cast.clinic, ["Name"], ())
    assert [row.subject_id for row in make.rows(AuditEvent, action="import.left_out_exported")] == [cast.riverside.id]


def test_mended_it_comes_in_again_and_its_old_reasons_hold_nothing(cast: Cast) -> None:
    made = left_out_file(["Name", "Date of birth"], [(["Amina Khan", "3 May 1961"], "It was wrong.")])
    sheet = read_sheet("lines-left-out.xlsx", made)
    holds = guess(sheet, {})
    assert holds == (Holds.NOTHING, Holds.FULL_NAME, Holds.BORN_ON)
    (again,) = read_people(sheet, holds)
    assert again.problems == ()
    assert again.details
    assert again.details.born_on == date(1961, 5, 3)
    found = preview(cast.clinic, (replace(again, problems=("Still wrong.",)),), Choices())
    rows = cells(hand_back(cast.clinic, sheet.headings, found.outcomes))
    assert [cell.value for cell in rows[0]] == [WHY, "Name", "Date of birth"]
    assert [cell.value for cell in rows[1]] == ["Still wrong.", "Amina Khan", "3 May 1961"]
