"""A real Chromium against a real server. `page` is a fresh browser; `another()` opens one more."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from services.security import passwords
from tests import databases
from tests.browser.serving import Server, serving
from tests.cast import Cast, assemble

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
# A machine that runs several browsers at once is slow; a test that passes does not wait.
expect.set_options(timeout=20_000)
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

Another = Callable[..., Page]
"""Opens a page in a browser of its own; keyword arguments as of Playwright's `new_context`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The Chromium to use: the one named, else the system's, else Playwright's own."""
    named = os.environ.get("COMMON_GROUND_CHROMIUM") or (str(SYSTEM_CHROMIUM) if SYSTEM_CHROMIUM.exists() else None)
    return {"args": FLAGS.split(), **({"executable_path": named} if named else {})}


@pytest.fixture(scope="module")
def database(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database for this file's server; services called by the test itself use it too."""
    with databases.sqlite(shared, tmp_path_factory.mktemp("served")) as url, databases.using(url):
        yield url


@pytest.fixture(scope="module")
def cast(database: str) -> Cast:
    """The standing cast, each with the demo's password."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", 4)
        return assemble(passwords.hash_password(passwords.DEMO_PASSWORD))


@pytest.fixture(scope="module")
def server(database: str, cast: Cast) -> Iterator[Server]:
    with serving(database) as running:
        yield running


@pytest.fixture
def another(browser: Browser, server: Server) -> Iterator[Another]:
    contexts: list[BrowserContext] = []

    def opened(**options: object) -> Page:
        contexts.append(browser.new_context(**{"base_url": server.url, "viewport": DESK, **options}))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(another: Another) -> Page:
    return another()
