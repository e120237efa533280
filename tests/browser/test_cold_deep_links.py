"""A cold server whose very first request is a page's address: the sign-in form, and nothing else."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import databases
from tests.browser.serving import serving
from tests.cast import assemble
from ui.routes import ROUTES
from ui.sign_in import DEMO_ACCOUNTS

# The last is the symbol that shows the password, by its name in the symbol font.
ON_THE_FORM = {"Common Ground", "Username", "Password", "Sign in", "visibility"}


@pytest.mark.parametrize("path", [route.path for route in ROUTES])
def test_signed_out_and_cold_only_the_form_is_shown(browser: Browser, shared: Path, tmp_path: Path, path: str) -> None:
    with databases.sqlite(shared, tmp_path) as url, databases.using(url):
        assemble()
        with serving(url) as server, browser.new_context(base_url=server.url) as context:
            page = context.new_page()
            page.goto(f"/{path}")
            expect(page.get_by_label("Username")).to_be_visible()
            said = page.get_by_test_id("stMain").inner_text()
            left = [line for line in map(str.strip, said.splitlines()) if line and line not in ON_THE_FORM]
            assert [line for line in left if not _of_the_demo(line)] == []
            expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)


def _of_the_demo(line: str) -> bool:
    return line.startswith("This is a demo") or any(line.startswith(username) for username in DEMO_ACCOUNTS)
