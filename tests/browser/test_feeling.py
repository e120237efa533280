"""The question in a real browser: by code without signing in, and handed round on the coordinator's device."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from models import Face, GroupSession
from services import clock
from tests.browser.conftest import DESK, PHONE, Another
from tests.browser.driving import axe_on, fits, sign_in
from tests.cast import Cast
from tests.feeling.room import asking, code, counted
from ui.feeling.pages import QUESTION
from ui.words import label

UNKNOWN = f"/feeling/99999-{'0' * 32}"


@pytest.fixture
def meeting(cast: Cast) -> GroupSession:
    # Begun this very moment: the tests share a database, and no two of a group begin at once.
    return asking(cast, starts_at=clock.now())


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", name=text, level=1)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK, {"width": 320, "height": 256}], ids=["phone", "desk", "zoomed"])
def test_axe_finds_nothing_targets_are_large_and_nothing_is_cut_off(
    another: Another, cast: Cast, meeting: GroupSession, size: dict[str, int], scheme: Literal["light", "dark"]
) -> None:
    page = another(viewport=size, color_scheme=scheme)
    found = {}
    for address in (f"/feeling/{code(cast, meeting)}", "/feeling/thanks", UNKNOWN):
        page.goto(address)
        problems = axe_on(page)
        heights = [each.bounding_box() for each in page.get_by_role("button").all()]
        if any(box is None or box["height"] < 44 for box in heights):
            problems.append("a target below 44 px")
        if not fits(page):
            problems.append("wider than the screen")
        if problems:
            found[address] = problems
    assert found == {}


def test_signed_out_with_keys_alone_an_answer_is_counted(another: Another, cast: Cast, meeting: GroupSession) -> None:
    page = another(java_script_enabled=False)
    page.goto(f"/feeling/{code(cast, meeting)}")
    heading(page, QUESTION)
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    heading(page, "Thank you")
    page.reload()
    assert counted(meeting) == 1


def test_the_device_is_handed_round_and_ends_at_the_register(
    another: Another, cast: Cast, meeting: GroupSession
) -> None:
    page = another(viewport=PHONE)
    sign_in(page, "coordinator")
    page.goto(f"/feeling/here/{meeting.id}")
    assert axe_on(page) == []
    for face in (Face.VERY_MUCH, Face.NOT_MUCH):
        page.get_by_role("button", name=label(face)).dblclick()
        heading(page, "Thank you, pass it on")
        assert axe_on(page) == []
        page.get_by_role("link", name="I am next").click()
        heading(page, QUESTION)
    page.go_back()
    page.get_by_role("link", name="That was everybody").click()
    heading(page, "Attendance")
    assert counted(meeting) == 2
