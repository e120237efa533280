"""Every chart of the engagement page, of the demo's two years: drawn, clean, named by its sentence, and whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from services import clock
from services.demo.load import load_demo
from services.engagement.periods import Period, days
from services.security import passwords
from tests import databases
from tests.browser.conftest import DESK, PHONE, Another
from tests.browser.driving import axe, fits, sign_in, still
from tests.browser.serving import Server, serving
from ui.engagement import coming, conversion, newcomers, shared_load, staying
from ui.words import day

CHARTS = {
    "coordinator": {"In short": 2, "Referrals": 2, "Newcomers": 3, "Staying": 2, "Together": 3},
    # By programme is the clinic's alone, and how full the room will be the group's.
    "clinic": {"In short": 2, "Referrals": 3, "Newcomers": 2, "Staying": 2, "Together": 3},
}
BEGINS_WITH = {
    "In short": coming.QUESTION.heading,
    "Referrals": conversion.QUESTION.heading,
    "Newcomers": newcomers.QUESTION.heading,
    "Staying": staying.QUESTION.heading,
    "Together": shared_load.QUESTION.heading,
}
CHART = "[data-testid=stVegaLiteChart]"
# Each has its marks, at the width that the page has for it by now.
DRAWN_TO_FIT = f"""() => [...document.querySelectorAll("{CHART}")].every(one => {{
    const picture = one.querySelector("svg")
    return picture?.querySelector(".role-mark > *") && Math.abs(picture.clientWidth - one.clientWidth) < 2
}})"""
# What a chart is called, and the sentence above it.
NAMED_AND_SAID = f"""() => [...document.querySelectorAll("{CHART}")].map(one => [
    one.getAttribute("aria-label"),
    one.closest("[data-testid=stElementContainer]").previousElementSibling.innerText.trim(),
])"""

# Words of a chart that its frame cuts off: letters are a little lower than the line that they stand in.
CUT_OFF = f"""() => [...document.querySelectorAll("{CHART} svg")].flatMap(picture => {{
    const frame = picture.getBoundingClientRect()
    return [...picture.querySelectorAll("text")].filter(one => {{
        const box = one.getBoundingClientRect()
        return getComputedStyle(one).opacity > 0 && box.width > 0 && (
            box.left < frame.left - 3 || frame.right + 3 < box.right || frame.bottom + 3 < box.bottom)
    }}).map(one => one.textContent)
}})"""


@pytest.fixture(scope="module")
def server(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the demo as a first start loads it."""
    with databases.sqlite(shared, tmp_path_factory.mktemp("charts")) as url, databases.using(url):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(passwords, "COST", 4)
            load_demo()
        with serving(url) as running:
            yield running


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("who", CHARTS)
def test_every_chart_is_drawn_clean_named_by_its_sentence_and_no_wider_than_the_screen(
    another: Another, who: str, scheme: Literal["light", "dark"]
) -> None:
    """R27."""
    page = another(viewport=PHONE, color_scheme=scheme)
    sign_in(page, who, "/engagement")
    if who == "coordinator":
        of_all_time(page)
    found = {}
    for topic, number in CHARTS[who].items():
        page.get_by_role("radio", name=topic).click()
        expect(page.get_by_role("heading", level=2, name=BEGINS_WITH[topic], exact=True)).to_have_count(1)
        still(page)
        problems = [*look(page, number), *axe(page)]
        page.set_viewport_size(DESK)
        problems += look(page, number)
        page.set_viewport_size(PHONE)
        if problems:
            found[topic] = problems
    assert found == {}


def of_all_time(page: Page) -> None:
    """In one year too few came to draw how long people stay."""
    first, _ = days(Period.LAST_12_MONTHS, clock.today())
    over = page.get_by_text(f"{day(first, weekday=False)} to ")
    expect(over).to_have_count(1)
    page.get_by_role("radiogroup", name="Period").get_by_text("All time").click()
    expect(over).to_have_count(0)


def look(page: Page, number: int) -> list[str]:
    """What is wrong with the charts on the screen, of which there are to be so many."""
    expect(page.locator(f"{CHART} svg")).to_have_count(number)
    page.wait_for_function(DRAWN_TO_FIT)
    charts = page.evaluate(NAMED_AND_SAID)
    problems = [f"{name!r} is under {said!r}" for name, said in charts if not name or name != said]
    problems += [f"cut off: {words!r}" for words in page.evaluate(CUT_OFF)]
    if not fits(page):
        problems.append("wider than the screen")
    return problems
