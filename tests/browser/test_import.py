"""Bringing in a list in a real browser: a messy one on a phone and at a desk, a very long one, and who may not."""

import io
import re
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from models import Completion, Graduate, GraduateImport
from services.clinic.imports.left_out import WHY
from tests import make
from tests.browser.conftest import DESK, PHONE, Another
from tests.browser.driving import axe, sign_in, still
from tests.browser.serving import Server
from tests.cast import Cast
from ui.cookies import session_cookie
from ui.uploads import UPLOADS

ADDRESS = "/graduates?bring_in=1"
MARKUP = "<img src=x onerror=alert(1)> **Jo**"


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell in (cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)):
        cell.data_type = "s"  # as typed: openpyxl would make a formula of it
    book.save(path)
    return path


def messy(path: Path, stamp: str) -> Path:
    """A title above the headings, a lost zero, a date that is none, a number too short, markup, and a line twice."""
    return workbook(
        path,
        [
            ["Pain Management Programme, our list"],
            [],
            ["Surname", "Forename", "D.O.B.", "Mobile", "NHS No", "Notes"],
            [f"KHAN{stamp}", "Amina", date(1961, 5, 3), 7700900111, "485 777 3456", "=1+1"],
            [f"O'BRIEN{stamp}", "Zoë", date(1958, 7, 25), "07700 900112", "", ""],
            [f"KHAN{stamp}", "Amina", date(1961, 5, 3), "", "", ""],
            [f"NOWAK{stamp}", "Łukasz", "31/02/1970", "07700 900113", "", "=cmd|' /C calc'!A0"],
            [MARKUP, "Bo", date(1950, 1, 2), "123", "", ""],
        ],
    )


def choose_file(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_label("Programme they completed")).to_be_visible()
    still(page)


def choose_programme(page: Page, name: str) -> None:
    page.get_by_label("Programme they completed").click()
    page.get_by_role("option", name=name).click()
    expect(page.get_by_role("heading", name="What will happen")).to_be_visible()
    still(page)


@pytest.mark.parametrize(("viewport", "programme"), [(PHONE, "On a phone"), (DESK, "At a desk")])
def test_a_messy_list_goes_in_its_bad_lines_come_back_and_it_is_undone(
    cast: Cast, another: Another, tmp_path: Path, viewport: dict[str, int], programme: str
) -> None:
    make.programme(cast.riverside.id or 0, programme)
    path = messy(tmp_path / "list.xlsx", programme[-4:].upper())
    before = len(make.rows(Graduate))
    page = another(viewport=viewport)
    sign_in(page, "clinic", ADDRESS)
    assert axe(page) == []

    # One: the file. Two: the programme.
    choose_file(page, path)
    assert axe(page) == []
    choose_programme(page, programme)
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("2 people will be added.")).to_be_visible()
    expect(main.get_by_text("2 lines are left out, each with its reason.")).to_be_visible()
    expect(main.get_by_text("is no day of any calendar")).to_be_visible()
    assert main.locator("img[src=x]").count() == 0
    assert len(make.rows(Graduate)) == before, "written before it was confirmed"
    assert axe(page) == []

    # Three: the button.
    page.get_by_role("button", name="Add 2 people").click()
    expect(page.get_by_text("2 people added, 2 completions recorded.").first).to_be_visible()
    assert len(make.rows(Graduate)) == before + 2
    assert axe(page) == []

    address = page.get_by_role("link", name=re.compile("Get the 2 lines left out")).get_attribute("href") or ""
    content = page.request.get(address).body()
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[0][0] == WHY
    assert "is no day of any calendar" in str(rows[1][0])
    assert rows[1][-1] == "=cmd|' /C calc'!A0"

    page.get_by_role("button", name="Undo this import").click()
    page.get_by_role("button", name="Undo now").last.click()
    expect(page.get_by_text("Everything is as it was before that list")).to_be_visible()
    assert len(make.rows(Graduate)) == before


def test_the_same_file_again_adds_nothing_and_5000_lines_go_in(cast: Cast, page: Page, tmp_path: Path) -> None:
    make.programme(cast.riverside.id or 0, "A great many")
    headings: list[object] = ["Name", "Date of birth", "Phone"]
    days = [date(1940 + number % 60, 1 + number // 60 % 12, 1 + number // 720 % 28) for number in range(5000)]
    people = [[f"{word(number)} Surname{word(number)}", day, ""] for number, day in enumerate(days)]
    path = workbook(tmp_path / "long.xlsx", [headings, *people])
    before = len(make.rows(Completion))
    sign_in(page, "clinic", ADDRESS)
    page.set_default_timeout(180_000)
    expect.set_options(timeout=180_000)
    try:
        for _ in range(2):
            choose_file(page, path)
            choose_programme(page, "A great many")
            if len(make.rows(Completion)) == before:
                page.get_by_role("button", name="Add 5000 people").click()
                expect(page.get_by_role("progressbar").first).to_be_visible()
                page.get_by_role("button", name="Bring in another list").click()
                still(page)
        expect(page.get_by_text("There is nobody to add.")).to_be_visible()
        expect(page.get_by_text("5000 lines are on file with this programme already.")).to_be_visible()
    finally:
        expect.set_options(timeout=20_000)
    assert len(make.rows(Completion)) == before + 5000


def word(number: int) -> str:
    """A name of its own for each number, unlike those of its neighbours."""
    return "".join(chr(ord("a") + number * step % 26) for step in (1, 7, 11, 17, 3)) + str(number)


def test_a_file_too_large_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"Name\n" + b"a" * (5 * 1024 * 1024 + 1))
    sign_in(page, "clinic", ADDRESS)
    page.locator("input[type=file]").set_input_files(large)
    expect(page.get_by_text(re.compile("must be 5.*MB or smaller"))).to_be_visible()
    assert axe(page) == []


def test_a_file_of_nothing_but_noise_that_is_just_small_enough_explains_itself(page: Page, tmp_path: Path) -> None:
    noise = tmp_path / "noise.csv"
    noise.write_bytes(b"a" * 4_900_000)
    sign_in(page, "clinic", ADDRESS)
    page.locator("input[type=file]").set_input_files(noise)
    expect(page.get_by_test_id("stMain").get_by_role("alert").first).to_be_visible()
    expect(page.get_by_text("Sorry, something went wrong")).to_have_count(0)
    assert len(make.rows(GraduateImport)) < 10


@pytest.mark.parametrize(("who", "status"), [("coordinator", 404), (None, 404), ("clinic", 413)])
def test_r30_streamlits_own_address_for_files_takes_none_past_us(
    page: Page, server: Server, who: str | None, status: int
) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    if who:
        sign_in(page, who)
        (cookie,) = [each for each in page.context.cookies() if each["name"] == session_cookie()]
        headers["Cookie"] = f"{session_cookie()}={cookie['value']}"
    connection = HTTPConnection(urlsplit(server.url).netloc)
    size = 5 * 1024 * 1024 + 1 if status == 413 else 10
    connection.request("PUT", f"{UPLOADS}/none/file", b"x" * size, headers)
    assert connection.getresponse().status == status
