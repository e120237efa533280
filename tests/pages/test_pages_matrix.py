"""Every page for every role and for nobody: shown to those whom the map names, and no one else (R30)."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from models import Role
from tests.apps import Apps
from ui.routes import HOME, ROUTES

CLINIC, COORDINATOR, ADMIN, TAKER = {"clinic"}, {"coordinator"}, {"admin"}, {"register-taker"}

# Written out rather than taken from the permission map, so that a slip in the map is noticed.
WHO_MAY = {
    "overview": CLINIC,
    "graduates": CLINIC,
    "refer": CLINIC,
    "referrals": CLINIC,
    "today": COORDINATOR,
    "welcome": COORDINATOR,
    "sessions": COORDINATOR,
    "attendance": COORDINATOR | TAKER,
    "roles": COORDINATOR,
    "members": COORDINATOR,
    "group": COORDINATOR,
    "engagement": CLINIC | COORDINATOR,
    "accounts": ADMIN,
    "organisations": ADMIN,
    "audit": ADMIN,
    "account": CLINIC | COORDINATOR | ADMIN | TAKER,
}
REFUSED = "This page is not part of your account"
HOMES = {
    "clinic": Role.CLINIC_STAFF,
    "coordinator": Role.COORDINATOR,
    "admin": Role.ADMINISTRATOR,
    "register-taker": Role.REGISTER_TAKER,
}


def titles(app: AppTest) -> list[str]:
    assert not app.exception, app.exception[0].value
    return [title.value for title in app.title]


def test_every_page_has_a_row() -> None:
    assert {route.path for route in ROUTES} == set(WHO_MAY)


@pytest.mark.parametrize("path", WHO_MAY)
@pytest.mark.parametrize("username", HOMES)
def test_a_page_opens_for_its_roles_alone(apps: Apps, username: str, path: str) -> None:
    app = apps.sign_in(username, path)
    if username in WHO_MAY[path]:
        assert REFUSED not in titles(app)
        assert len(titles(app)) == 1
    else:
        assert titles(app) == [REFUSED]
        assert [button.label for button in app.main.button] == [f"Go to {_title(HOME[HOMES[username]])}"]


@pytest.mark.parametrize("path", [*WHO_MAY, "", "nonsense"])
def test_signed_out_every_address_shows_the_form_and_nothing_else(apps: Apps, path: str) -> None:
    app = apps.browser(path)
    assert titles(app) == ["Common Ground"]
    assert [field.label for field in app.text_input] == ["Username", "Password"]
    assert [button.label for button in app.button] == ["Sign in"]
    assert not app.sidebar.children


@pytest.mark.parametrize("username", HOMES)
def test_the_bare_address_leads_home(apps: Apps, username: str) -> None:
    assert apps.sign_in(username)._finished_page_script_hash == calc_hash(HOME[HOMES[username]])


@pytest.mark.parametrize("username", HOMES)
def test_sign_out_is_on_every_page(apps: Apps, username: str) -> None:
    app = apps.sign_in(username, "account")
    for path in WHO_MAY:
        apps.open(app, path)
        assert [button.label for button in app.sidebar.button] == ["Sign out"], path


def _title(path: str) -> str:
    return next(route.title for route in ROUTES if route.path == path)
