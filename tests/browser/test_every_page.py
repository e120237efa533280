"""Every page as every role, with the demo's two years on it: axe-core finds nothing, and nothing is cut off."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from models import Role
from services.demo.load import load_demo
from services.security import passwords
from services.security.permissions import allows
from tests import databases, make
from tests.browser.conftest import DESK, PHONE, Another
from tests.browser.driving import axe, fits, sign_in, still, unfolded
from tests.browser.serving import Server, serving
from ui.routes import HOME, ROUTES

WHO = {"clinic": Role.CLINIC_STAFF, "coordinator": Role.COORDINATOR, "admin": Role.ADMINISTRATOR}


@pytest.fixture(scope="module")
def server(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the demo's data."""
    with databases.sqlite(shared, tmp_path_factory.mktemp("demo")) as url, databases.using(url):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(passwords, "COST", 4)
            load_demo(groups=2, years=1)
        with serving(url) as running:
            yield running


def addresses(role: Role) -> list[str]:
    """Every page of a role, and those that show one record with a record."""
    one = {"graduates": "graduate", "refer": "graduate", "referrals": "referral", "members": "member"}
    own = [route.path for route in ROUTES if allows(role, route.permission)]
    return [f"/{path}" for path in own] + [f"/{path}?{one[path]}={newest(one[path])}" for path in own if path in one]


def newest(kind: str) -> int:
    from models import Graduate, Member, Referral

    table = {"graduate": Graduate, "referral": Referral, "member": Member}[kind]
    # Riverside is made first, so its records have the lowest ids.
    return make.rows(table)[0].id or 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("who", WHO)
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    another: Another, who: str, size: dict[str, int], scheme: Literal["light", "dark"]
) -> None:
    page = another(viewport=size, color_scheme=scheme)
    sign_in(page, who)
    found = {}
    for address in addresses(WHO[who]):
        page.goto(address)
        page.get_by_role("heading", level=1).first.wait_for()
        still(page)
        problems = axe(page)
        if not fits(page):
            problems.append("wider than the screen")
        if problems:
            found[address] = problems
    assert found == {}


def test_the_way_to_every_other_page_is_easy_to_hit_on_a_phone(another: Another) -> None:
    page = another(viewport=PHONE)
    sign_in(page, "coordinator", "/engagement")
    still(page)
    menu = page.get_by_test_id("stExpandSidebarButton")
    targets = [menu.bounding_box()]
    menu.click()
    links = page.get_by_test_id("stSidebarNavLink")
    links.last.wait_for()
    unfolded(page)
    close = page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")
    targets += [one.bounding_box() for one in (*links.all(), close)]
    assert len(targets) > 8
    assert [box for box in targets if box is None or box["height"] < 44 or box["width"] < 44] == []


def test_each_role_has_a_home() -> None:
    assert set(HOME) == set(Role)
