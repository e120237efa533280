"""Graduates in a real browser: offered whom they may be, merged, taken apart; nothing for axe-core to find."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from models import Graduate, GraduateMerge, Programme
from tests import make
from tests.browser.conftest import PHONE, Another
from tests.browser.driving import axe, fits, sign_in, still
from tests.cast import Cast

BORN = date(1960, 11, 3)


@pytest.fixture(scope="module")
def programme(cast: Cast) -> Programme:
    made = make.programme(cast.riverside.id or 0)
    make.graduate(made, "Liz", full_name="Elizabeth Jones", born_on=BORN, phone="")
    return made


def says(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_test_id("stMain").get_by_text(text).first).to_be_visible()


def test_someone_who_may_be_on_file_is_offered_then_merged_and_taken_apart(
    another: Another, programme: Programme
) -> None:
    page = another(viewport=PHONE)
    sign_in(page, "clinic", "/graduates?add=1")
    page.get_by_label("Preferred name").fill("Beth")
    page.get_by_label("Full name").fill("Elizabeth Jones")
    page.get_by_label("Phone", exact=True).fill("01632 960123")
    page.get_by_role("button", name="Add", exact=True).click()
    says(page, "Nobody is added yet")
    assert len(make.rows(Graduate)) == 1
    page.get_by_role("button", name="They are someone else").click()
    says(page, "Added.")

    page.goto("/graduates")
    page.get_by_role("button", name="Possible duplicates (1)").click()
    page.get_by_role("button", name="Look at merging").click()
    says(page, "Fills what is empty: phone")
    page.get_by_role("button", name="Merge", exact=True).click()
    says(page, "Merged into this entry")
    says(page, "01632 960123")

    page.get_by_role("button", name="Undo the merge").click()
    page.get_by_role("button", name="Undo now").click()
    says(page, "They are two entries again")
    assert [merge.undone_at is not None for merge in make.rows(GraduateMerge)] == [True]
    assert make.rows(Graduate)[0].phone == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_a_phones_width(another: Another, programme: Programme, scheme: str) -> None:
    twins = [make.graduate(programme, f"Twin {scheme}", full_name=f"Twin {scheme}", born_on=BORN) for _ in range(2)]
    page = another(viewport=PHONE, color_scheme=scheme)
    sign_in(page, "clinic", "/graduates")
    assert axe(page) == []
    one, other = (twin.id for twin in twins)
    for address in (
        f"graduate={one}",
        f"programme={programme.id}",
        "add=1",
        "duplicates=1",
        f"merge={one}&other={other}",
    ):
        page.goto(f"/graduates?{address}")
        page.get_by_role("heading", level=2).first.wait_for()
        still(page)
        assert axe(page) == [], address
        assert fits(page), address
