"""What every browser test does: sign in, wait until the screen is still, and look with axe-core."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

from services.security.passwords import DEMO_PASSWORD

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sign_in(page: Page, username: str, path: str = "/", password: str = DEMO_PASSWORD) -> None:
    """Signs in through the form at `path`, and waits until that page is shown."""
    page.goto(path)
    fill_in(page, username, password)
    page.get_by_role("button", name="Sign out").wait_for(state="attached")
    still(page)


def fill_in(page: Page, username: str, password: str = DEMO_PASSWORD) -> None:
    """Fills in the form on screen and sends it."""
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def still(page: Page) -> None:
    """Waits until Streamlit has nothing more to draw."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(state="attached")
    page.locator("[data-stale=true]").first.wait_for(state="detached")


# Streamlit's pages scroll within the window: the document itself is never wider than it.
_FITS = """() => [document.scrollingElement, ...document.querySelectorAll("[data-testid=stMain]")]
    .every(one => one.scrollWidth <= one.clientWidth)"""


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways. A table may, within itself."""
    fitting: bool = page.evaluate(_FITS)
    return fitting


# What is still unfolding is no target of its full size yet. One that stands still would never end.
_UNFOLDED = """() => Promise.race([
    new Promise(over => setTimeout(over, 5000)),
    Promise.all(document.getAnimations()
        .filter(one => one.effect.getComputedTiming().endTime < Infinity)
        .map(one => one.finished.catch(() => null))),
])"""


def unfolded(page: Page) -> None:
    """Waits until nothing moves any more."""
    page.evaluate(_UNFOLDED)


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong on the page as it is shown: one line for each rule, with where."""
    still(page)
    return axe_on(page)


def axe_on(page: Page) -> list[str]:
    """The same on a page that Streamlit does not draw."""
    unfolded(page)
    # Evaluated by the browser's own tools, which the content security policy leaves alone.
    page.evaluate(_axe_source())
    found: list[dict[str, Any]] = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}}).then(result => result.violations)", STANDARDS
    )
    return [f"{rule['id']}: {'; '.join(str(node['target']) for node in rule['nodes'][:5])}" for rule in found]


@lru_cache(maxsize=1)
def _axe_source() -> str:
    return next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
