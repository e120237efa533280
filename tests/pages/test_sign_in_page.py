"""Signing in and out through app.py, and what ends it (R33)."""

import pytest
from streamlit.testing.v1 import AppTest

from models import Account
from services.administration import accounts
from services.database import transaction
from tests.apps import Apps
from ui.authenticator import LEFT_BY_THE_LIBRARY
from ui.cookies import session_cookie
from ui.sign_in import DEMO_ACCOUNTS, ENDED, REFUSED


def title(app: AppTest) -> str:
    assert not app.exception, app.exception[0].value
    return str(app.title[0].value)


def errors(app: AppTest) -> list[str]:
    return [error.value for error in app.error]


def must_change(account_id: int) -> None:
    with transaction() as db:
        account = db.get(Account, account_id)
        assert account
        account.must_change_password = True


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("clinic", "wrong"),
        ("nobody", "common-ground-demo"),
        ("", ""),
        ("clinic", ""),
        ("", "common-ground-demo"),
        ("<b>x</b>", "x"),
        ("cli\x00nic", "\x00"),
        ("🙂", "🙂"),
        ("x" * 120, "x" * 200),
    ],
)
def test_every_refusal_has_the_same_words_and_keeps_the_name(apps: Apps, username: str, password: str) -> None:
    app = apps.fill_in(apps.browser("audit"), username, password)
    assert errors(app) == [REFUSED]
    assert app.text_input[0].value == username
    assert session_cookie() not in app.jar


def test_the_deep_link_survives_signing_in_with_its_query(apps: Apps) -> None:
    app = apps.sign_in("admin", "audit", chosen=7)
    assert title(app) == "Audit"
    assert app.query_params["chosen"] in ("7", ["7"])


def test_the_form_says_how_to_fill_itself_in(apps: Apps) -> None:
    fields = [field.proto.autocomplete for field in apps.browser().text_input]
    assert fields == ["username", "current-password"]


def test_the_demo_lists_its_accounts(apps: Apps) -> None:
    shown = " ".join(text.value for text in apps.browser().markdown)
    assert all(f"`{username}`" in shown for username in DEMO_ACCOUNTS)


def test_production_lists_none(apps: Apps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.settings.Settings.demo", property(lambda _: False))
    assert not apps.browser().markdown


def test_signing_in_leaves_nothing_of_the_person_in_the_browser_session(apps: Apps) -> None:
    app = apps.fill_in(apps.browser(), "clinic")
    assert [name for name in LEFT_BY_THE_LIBRARY if name in app.session_state] == []


def test_sign_out_takes_the_cookie_away_and_ends_other_tabs(apps: Apps) -> None:
    app = apps.sign_in("admin", "audit")
    tab = apps.browser("accounts", dict(app.jar))
    app.sidebar.button[0].click().run()
    assert session_cookie() not in app.jar
    assert title(tab.run()) == "Common Ground"
    assert [info.value for info in tab.info] == [ENDED]


def test_a_tampered_cookie_is_nobody(apps: Apps) -> None:
    jar = apps.sign_in("admin", "audit").jar
    assert title(apps.browser("audit", {**jar, session_cookie(): jar[session_cookie()][::-1]})) == "Common Ground"


def test_r33_a_deactivated_account_is_out_at_its_next_action_and_told_why(apps: Apps) -> None:
    app = apps.sign_in("clinic", "account")
    accounts.deactivate(apps.cast.admin, apps.cast.clinic.account_id)
    assert title(app.run()) == "Common Ground"
    assert [info.value for info in app.info] == [ENDED]
    assert not app.sidebar.children


def test_a_browser_session_is_emptied_for_the_next_person(apps: Apps) -> None:
    app = apps.sign_in("clinic", "account")
    app.session_state["typed"] = "about Amina"
    app.jar.update(apps.sign_in("admin", "account").jar)
    app.run()
    assert "typed" not in app.session_state


@pytest.mark.parametrize(
    "path", ["", "overview", "graduates", "refer", "referrals", "engagement", "accounts", "nonsense"]
)
def test_a_first_password_must_be_changed_whatever_the_address(apps: Apps, path: str) -> None:
    must_change(apps.cast.clinic.account_id)
    app = apps.sign_in("clinic", path)
    assert title(app) == "Your account"
    assert [field.label for field in app.text_input] == ["Current password", "New password"]
