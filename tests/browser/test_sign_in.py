"""Signing in with a real browser, and everything that must not work."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from models import Account, Role
from services.administration import accounts
from services.database import transaction
from services.security import passwords
from tests import make
from tests.browser.conftest import PHONE, Another
from tests.browser.driving import axe, fill_in, sign_in, still
from tests.cast import Cast
from ui.sign_in import ENDED, REFUSED

NEW = "otter lantern brisk meadow"
SESSION = "common_ground"


@pytest.fixture
def someone(cast: Cast, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Account:
    """An account of this test's own, so that what happens to it disturbs no other test."""
    monkeypatch.setattr(passwords, "COST", 4)
    kept = passwords.hash_password(passwords.DEMO_PASSWORD)
    name = f"someone-{abs(hash(request.node.name)) % 10**8}"
    return make.account(name, Role.CLINIC_STAFF, clinic_id=cast.riverside.id, password_hash=kept)


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", name=text, level=1)).to_be_visible()


def at_the_form(page: Page) -> None:
    expect(page.get_by_label("Username")).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)


def cookie(page: Page, name: str = SESSION) -> dict[str, Any]:
    return next((dict(each) for each in page.context.cookies() if each["name"] == name), {})


def act(page: Page) -> None:
    """Any small thing that makes the app run again: here, a wrong change of password."""
    page.get_by_label("Current password").fill("not it")
    page.get_by_role("button", name="Change password").click()


def test_a_wrong_password_is_refused_and_the_name_stays(page: Page) -> None:
    page.goto("/")
    fill_in(page, "clinic", "wrong")
    expect(page.get_by_text(REFUSED)).to_be_visible()
    expect(page.get_by_label("Username")).to_have_value("clinic")
    assert not cookie(page)


def test_the_deep_link_survives_and_a_refresh_keeps_page_and_session(page: Page) -> None:
    sign_in(page, "admin", "/audit")
    heading(page, "Audit")
    page.reload()
    heading(page, "Audit")
    assert page.url.endswith("/audit")


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(page: Page) -> None:
    sign_in(page, "admin", "/account")
    for name in (SESSION, "common_ground_browser"):
        kept = cookie(page, name)
        assert kept["httpOnly"]
        assert kept["sameSite"] == "Strict"
        assert kept["path"] == "/"
    assert SESSION not in page.evaluate("document.cookie")


def test_the_bare_address_leads_home_and_home_has_an_address_of_its_own(page: Page) -> None:
    sign_in(page, "admin")
    heading(page, "Accounts")
    assert page.url.endswith("/accounts")
    page.goto("/accounts")
    heading(page, "Accounts")


@pytest.mark.parametrize("path", ["/referrals", "/today", "/nonsense"])
def test_a_page_that_is_not_theirs_and_one_that_does_not_exist_look_the_same(page: Page, path: str) -> None:
    sign_in(page, "admin", "/account")
    page.goto(path)
    heading(page, "This page is not part of your account")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Go to Accounts").click()
    heading(page, "Accounts")


def test_signing_out_kills_the_cookie_in_every_tab(page: Page) -> None:
    sign_in(page, "admin", "/account")
    value = cookie(page)["value"]
    tab = page.context.new_page()
    tab.goto("/account")
    heading(tab, "Your account")
    page.get_by_role("button", name="Sign out").click()
    at_the_form(page)
    assert not cookie(page)
    act(tab)
    expect(tab.get_by_text(ENDED)).to_be_visible()
    at_the_form(tab)
    page.context.add_cookies([{"name": SESSION, "value": value, "url": page.url}])
    page.goto("/account")
    at_the_form(page)


def test_a_tampered_cookie_is_refused(page: Page) -> None:
    sign_in(page, "admin", "/account")
    value = cookie(page)["value"]
    changed = ("A" if value[0] != "A" else "B") + value[1:]
    page.context.add_cookies([{"name": SESSION, "value": changed, "url": page.url}])
    page.reload()
    at_the_form(page)


def test_another_site_cannot_spend_a_ticket_or_sign_anyone_out(page: Page) -> None:
    page.goto("/")
    at_the_form(page)
    for method in ("POST", "DELETE"):
        assert page.request.fetch("/auth/session", method=method, data={"ticket": "x"}).status == 403
        marked = {"x-common-ground": "1", "origin": "https://elsewhere.example"}
        assert page.request.fetch("/auth/session", method=method, headers=marked).status == 403


def test_r33_a_deactivated_account_is_out_at_its_next_action_and_told_why(
    page: Page, cast: Cast, someone: Account
) -> None:
    sign_in(page, someone.username, "/account")
    accounts.deactivate(cast.admin, someone.id or 0)
    act(page)
    expect(page.get_by_text(ENDED)).to_be_visible()
    at_the_form(page)


def test_r33_a_new_password_puts_other_devices_out_and_keeps_this_one(
    page: Page, another: Another, someone: Account
) -> None:
    phone = another(viewport=PHONE)
    for each in (page, phone):
        sign_in(each, someone.username, "/account")
    page.get_by_label("Current password").fill(passwords.DEMO_PASSWORD)
    page.get_by_label("New password").fill(NEW)
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_label("Current password")).to_have_value("")
    heading(page, "Your account")
    act(phone)
    expect(phone.get_by_text(ENDED)).to_be_visible()
    fresh = another()
    fresh.goto("/account")
    fill_in(fresh, someone.username, passwords.DEMO_PASSWORD)
    expect(fresh.get_by_text(REFUSED)).to_be_visible()
    fill_in(fresh, someone.username, NEW)
    heading(fresh, "Your account")


def test_a_first_password_must_be_changed_and_cannot_be_dodged(page: Page, someone: Account) -> None:
    with transaction() as db:
        account = db.get(Account, someone.id)
        assert account
        account.must_change_password = True
    sign_in(page, someone.username, "/graduates")
    heading(page, "Your account")
    for path in ("/overview", "/refer", "/"):
        page.goto(path)
        heading(page, "Your account")
    page.get_by_label("Current password").fill(passwords.DEMO_PASSWORD)
    page.get_by_label("New password").fill(NEW)
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_role("link", name="Graduates")).to_be_visible()
    page.goto("/overview")
    heading(page, "Overview")


def test_a_strangers_failures_do_not_lock_out_a_known_browser(page: Page, another: Another, someone: Account) -> None:
    sign_in(page, someone.username, "/account")
    page.get_by_role("button", name="Sign out").click()
    at_the_form(page)
    stranger = another()
    stranger.goto("/account")
    for _ in range(6):
        fill_in(stranger, someone.username, "wrong")
        expect(stranger.get_by_text(REFUSED)).to_be_visible()
        still(stranger)
    fill_in(stranger, someone.username)
    still(stranger)
    at_the_form(stranger)
    fill_in(page, someone.username)
    heading(page, "Your account")


def test_the_content_security_policy_holds_and_nothing_breaks_it(page: Page) -> None:
    broken: list[str] = []
    outside: list[str] = []
    page.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("request", lambda asked: outside.append(asked.url) if "//127.0.0.1" not in asked.url else None)
    answer = page.goto("/")
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "'unsafe-eval'" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert answer.headers["cache-control"] == "no-store"
    fill_in(page, "admin")
    heading(page, "Accounts")
    for path, title in (("/audit", "Audit"), ("/accounts", "Accounts"), ("/account", "Your account")):
        page.goto(path)
        heading(page, title)
        still(page)
    assert broken == []
    assert [url for url in outside if not url.startswith(("data:", "blob:"))] == []


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"])
def test_what_streamlit_leaves_open_is_closed(page: Page, path: str) -> None:
    assert page.request.get(path).status == 404
    assert page.request.post(path, data={}).status == 404


def test_the_health_check_says_ok(page: Page) -> None:
    assert page.request.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_the_sign_in_and_account_pages(another: Another, scheme: str, viewport: object) -> None:
    page = another(color_scheme=scheme, **({"viewport": viewport} if viewport else {}))
    page.goto("/account")
    at_the_form(page)
    assert axe(page) == []
    fill_in(page, "coordinator")
    heading(page, "Your account")
    assert axe(page) == []


@pytest.mark.parametrize("path", ["/accounts", "/organisations", "/audit"])
def test_axe_finds_nothing_on_the_administrators_pages(another: Another, path: str) -> None:
    for scheme in ("light", "dark"):
        page = another(color_scheme=scheme)
        sign_in(page, "admin", path)
        assert axe(page) == []
