"""The main job, by three people in three browsers: referred, welcomed, came, seen, and no longer seen."""

import re

from playwright.sync_api import Page, expect

from models import Graduate, Referral, ReferralState
from services.security.actor import Actor
from tests import make
from tests.browser.conftest import PHONE, Another
from tests.browser.driving import sign_in, still
from tests.cast import Cast
from ui.routes import ROUTES, routes_for

NAME = "Zoë Brightwater-Okonjo"
HOPES = "To walk to the market again"


def says(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stMain").get_by_text(text).first).to_be_visible()


def refer_someone_new(page: Page) -> None:
    sign_in(page, "clinic", "/refer")
    page.get_by_label("Preferred name").fill(NAME)
    page.get_by_label("Phone", exact=True).fill("07700 900456")
    page.get_by_label("Best hopes").fill(HOPES)
    for words in ("A clinician confirms", "They agree that we share", "They agree that the group tells us"):
        page.get_by_text(words).click()
    page.get_by_role("button", name="Send referral").click()
    says(page, "Sent to the group")


def welcome(page: Page) -> None:
    sign_in(page, "coordinator", "/welcome")
    says(page, HOPES)
    page.get_by_role("button", name="I've been in touch: expect them").click()
    says(page, "Contacted, first visit to come")


def mark_as_came(page: Page, group_session_id: int) -> None:
    page.goto(f"/attendance?group_session={group_session_id}")
    still(page)
    page.get_by_role("button", name=re.compile("^Zoë")).click()
    expect(page.get_by_text("All saved")).to_be_visible()


def follow(page: Page, referral_id: int) -> None:
    page.goto(f"/referrals?referral={referral_id}")
    says(page, "First visit")
    says(page, "Contacted by the group")
    page.get_by_role("button", name="Withdraw consent").last.click()
    page.get_by_role("button", name="Withdraw now").click()
    says(page, "nothing about how they are getting on is shown")
    for milestone in ("First visit", "Contacted by the group", "Accepted by the group"):
        expect(page.get_by_test_id("stMain").get_by_text(milestone, exact=True)).to_have_count(0)


def no_trace(page: Page, actor: Actor, graduate_id: int, referral_id: int) -> None:
    sign_in(page, actor.username)
    ids = f"referral={referral_id}&graduate={graduate_id}&member=1&group_session=1"
    for route in ROUTES:
        for address in (f"/{route.path}", f"/{route.path}?{ids}"):
            page.goto(address)
            page.get_by_role("heading", level=1).first.wait_for()
            still(page)
            seen = page.content()
            assert NAME not in seen, f"{actor.username} sees them at {address}"
            assert HOPES not in seen
    assert routes_for(actor)


def test_referred_welcomed_came_seen_and_no_longer_seen(cast: Cast, another: Another) -> None:
    make.programme(cast.riverside.id or 0)
    meeting = make.group_session(cast.group)
    clinic, coordinator = another(), another(viewport=PHONE)

    refer_someone_new(clinic)
    welcome(coordinator)
    mark_as_came(coordinator, meeting.id or 0)

    (referral,) = make.rows(Referral)
    assert referral.state is ReferralState.FIRST_VISIT
    follow(clinic, referral.id or 0)

    (graduate,) = make.rows(Graduate)
    for stranger in (cast.clinic_2, cast.coordinator_3, cast.admin):
        no_trace(another(), stranger, graduate.id or 0, referral.id or 0)
