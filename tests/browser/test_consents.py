"""Consents in a real browser: withdrawn in one while renewed in the other, and nothing that opens fails axe-core."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from models import Consent, ConsentKind
from services import clock
from services.administration import wordings
from services.clinic import consents
from services.database import reading
from tests import make
from tests.browser.conftest import PHONE, Another
from tests.browser.driving import axe, sign_in, still
from tests.cast import Cast
from tests.referrals.stories import on_file
from ui.consents import TOO_LATE

SHARE = ConsentKind.SHARE


def open_renewing(page: Page, person: int) -> None:
    sign_in(page, "clinic", f"/graduates?graduate={person}")
    page.get_by_role("button", name="Renew consent").first.click()
    page.get_by_role("button", name="Renew", exact=True).wait_for()


def in_force(person: int) -> bool:
    with reading() as db:
        return consents.is_in_force(db, SHARE, person)


def test_withdrawn_in_one_browser_while_the_other_renews(another: Another, cast: Cast) -> None:
    person = on_file(cast, SHARE).id
    mine, theirs = another(), another(viewport=PHONE)
    open_renewing(mine, person)
    sign_in(theirs, "clinic", f"/graduates?graduate={person}")
    theirs.get_by_role("button", name="Withdraw consent").click()
    expect(theirs.get_by_text("No new referral can be sent")).to_be_visible()
    theirs.get_by_role("button", name="Withdraw now").click()
    expect(theirs.get_by_text("Not in force: withdrawn on")).to_be_visible()
    mine.get_by_role("button", name="Renew", exact=True).click()
    expect(mine.get_by_text(TOO_LATE)).to_be_visible()
    expect(mine.get_by_text("Not in force: withdrawn on")).to_be_visible()
    assert not in_force(person)


def test_an_older_wording_is_chosen_and_renewed_from_the_keyboard(another: Another, cast: Cast) -> None:
    person = on_file(cast, SHARE, name="Ben")
    wordings.write(cast.admin, SHARE, "I agree to share.", 1)
    page = another()
    open_renewing(page, person.id)
    expect(page.get_by_text("I agree to share.", exact=True)).to_be_visible()
    page.get_by_label(re.compile("^Wording")).focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    still(page)
    page.get_by_role("button", name="Renew", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Consent renewed.")).to_be_visible()
    expect(page.get_by_text("Earlier consents (1)")).to_be_visible()
    assert [row.replaced_by_id is None for row in make.rows(Consent, graduate_id=person.id)] == [False, True]


def test_all_that_opens_on_the_cards_is_clean(another: Another, cast: Cast) -> None:
    person = on_file(cast, *ConsentKind, name="Carla")
    consents.withdraw(cast.clinic, person.id, SHARE)
    ended = on_file(cast, name="Dai")
    make.consent(ended.graduate, SHARE, expires_on=clock.today() - timedelta(days=1))
    page = another(viewport=PHONE)
    sign_in(page, "clinic", f"/graduates?graduate={person.id}")
    for opener in ("What they agreed to", "Earlier consents"):
        page.get_by_text(opener).click()
    assert axe(page) == []
    for name in ("Record consent", "Renew consent", "Withdraw consent"):
        page.get_by_role("button", name=name).click()
        assert axe(page) == [], name
        page.keyboard.press("Escape")
    page.goto(f"/graduates?graduate={ended.id}")
    page.get_by_role("button", name="They said no").click()
    page.get_by_role("button", name="Note it").wait_for()
    assert axe(page) == []


def test_the_wordings_of_an_administrator_are_clean_open(another: Another) -> None:
    page = another(viewport=PHONE)
    sign_in(page, "admin", "/organisations")
    page.get_by_text("Write a new version").first.click()
    page.get_by_role("button", name="Save as a new version").wait_for()
    assert axe(page) == []
