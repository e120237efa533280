"""Overview in a real browser: the invitation opens with the cookie of the sign-in, and axe-core finds nothing."""

from datetime import timedelta
from typing import Literal

import pytest
from playwright.sync_api import Page, Response

from models import ConsentKind
from services import clock
from services.referrals import calls
from tests import make
from tests.browser.conftest import DESK, PHONE, Another
from tests.browser.driving import axe, fits, sign_in, still
from tests.cast import Cast
from tests.referrals.stories import accepted, on_file

LINK = "Invitation to print or send"


@pytest.fixture(scope="module", autouse=True)
def morning(cast: Cast) -> None:
    """Something in every part of the page."""
    make.group_session(cast.group, clock.now() + timedelta(days=3))
    accepted(cast)
    waiting = on_file(cast, *ConsentKind, name="Bola")
    make.referral(waiting.graduate, cast.group, sent_at=make.this_time(16))
    calls.ask(cast.coordinator, make.referral(on_file(cast, *ConsentKind, name="Cai").graduate, cast.group).id or 0)
    on_file(cast, ConsentKind.SHARE, name="Dee")


def opened(page: Page) -> Response:
    """What the browser is given when the link is followed."""
    with page.context.expect_event("response", lambda one: "/files/invitation/" in one.url) as answer:
        page.get_by_role("link", name=LINK).click()
    response: Response = answer.value
    return response


def test_the_invitation_opens_from_overview_with_the_cookie_of_the_sign_in(page: Page) -> None:
    sign_in(page, "clinic")
    response = opened(page)
    assert (response.status, response.header_value("content-type")) == (200, "application/pdf")


def test_r30_signed_out_its_address_leads_to_the_form(page: Page, cast: Cast) -> None:
    page.goto(f"/files/invitation/{cast.group.id}")
    page.get_by_label("Username").wait_for()
    assert "/files/" not in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_and_what_needs_the_clinic_is_on_the_first_screen(
    another: Another, size: dict[str, int], scheme: Literal["light", "dark"]
) -> None:
    page = another(viewport=size, color_scheme=scheme)
    sign_in(page, "clinic")
    still(page)
    assert axe(page) == []
    for header in ("Next group session", "Please call"):
        box = page.get_by_role("heading", name=header).bounding_box()
        assert box
        assert box["y"] + box["height"] < size["height"]
    assert fits(page)
