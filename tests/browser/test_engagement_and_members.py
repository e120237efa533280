"""Engagement and members in a real browser: charts drawn under the content security policy, axe clean, 390 px wide."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from models import ConsentKind, MarkKind, Member, ReferralState
from services import clock
from tests import make
from tests.browser.conftest import DESK, PHONE, Another
from tests.browser.driving import axe, fits, sign_in, still
from tests.cast import Cast

SCREENS = [(DESK, "light"), (PHONE, "light"), (DESK, "dark"), (PHONE, "dark")]


@pytest.fixture(scope="module")
def amina(cast: Cast) -> Member:
    """A member who agreed to feedback, in a group with every kind of session behind it."""
    graduate = make.graduate(make.programme(cast.riverside.id or 0))
    make.consent(graduate, ConsentKind.FEEDBACK)
    sent_at = clock.now() - timedelta(days=100)
    referral = make.referral(graduate, cast.group, ReferralState.ACCEPTED, sent_at=sent_at)
    (member,) = make.rows(Member, id=referral.member_id)
    other = make.member(cast.group, "Maria-Magdalena Wilhelmina Aleksandra Brzęczyszczykiewicz-Featherstonehaugh")
    for weeks in range(2, 16, 2):
        at = clock.now() - timedelta(weeks=weeks)
        session = make.group_session(cast.group, at, register_finished_at=None if weeks == 4 else at)
        make.mark(session, member, MarkKind.CAME if weeks % 4 else MarkKind.SENT_WORD)
        make.mark(session, other)
    at = clock.now() - timedelta(weeks=1)
    make.group_session(cast.group, at, state="cancelled", cancel_reason="Snow")
    return member


# Every chart on the screen holds its picture.
DRAWN = (
    """() => [...document.querySelectorAll("[data-testid=stVegaLiteChart]")].every(one => one.querySelector("svg"))"""
)


@pytest.mark.parametrize(("size", "scheme"), SCREENS)
@pytest.mark.parametrize("username", ["coordinator", "clinic"])
def test_engagement_is_drawn_and_clean(
    another: Another, amina: Member, username: str, size: dict[str, int], scheme: str
) -> None:
    """R27. The charts need no `unsafe-eval`."""
    page = another(viewport=size, color_scheme=scheme)
    problems: list[str] = []
    page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    sign_in(page, username, "/engagement")
    charts = page.locator("[data-testid=stVegaLiteChart] svg")
    expect(charts).to_have_count(2)
    legend = charts.first.locator(".role-legend-label text")
    expect(legend).to_have_text(["People who came", "Not recorded", "Cancelled"])
    expect(charts.nth(1).locator(".role-axis-label text").first).to_have_text("Referred: 1")
    # What leaves the page leaves below the chart, where it is on the record.
    charts.first.hover()
    expect(page.locator("[data-testid=stElementToolbar]").locator("visible=true")).to_have_count(0)
    page.get_by_text("Coming to the group: table and files").click()
    expect(page.get_by_role("cell", name="Not recorded").first).to_be_visible()
    assert problems == []
    assert axe(page) == []
    assert fits(page)


@pytest.mark.parametrize(("size", "scheme"), SCREENS)
def test_members_and_one_of_them_are_clean(another: Another, amina: Member, size: dict[str, int], scheme: str) -> None:
    page = another(viewport=size, color_scheme=scheme)
    sign_in(page, "coordinator", "/members")
    assert axe(page) == []
    assert fits(page)
    page.get_by_role("button", name="Open").first.click()
    expect(page.get_by_role("heading", name=amina.name)).to_be_visible()
    for expander in page.locator("details summary").all():
        expander.click()
    assert axe(page) == []
    assert fits(page)


def test_the_list_narrows_while_a_name_is_typed(another: Another, amina: Member) -> None:
    page = another(viewport=PHONE)
    sign_in(page, "coordinator", "/members")
    page.get_by_label("Find a name").press_sequentially("brzę", delay=20)
    expect(page.get_by_role("button", name="Open")).to_have_count(1)


def test_a_strength_of_their_own_is_typed_in(another: Another, amina: Member) -> None:
    page = another(viewport=PHONE)
    sign_in(page, "coordinator", f"/members?member={amina.id}")
    page.get_by_text("Change strengths and roles").click()
    box = page.get_by_label("A strength in their own words: choose, or type a new one")
    box.fill("Growing tomatoes")
    box.press("Enter")
    page.get_by_label("How they put it").fill("Ask me about blight")
    page.get_by_role("button", name="Save").first.click()
    still(page)
    expect(page.get_by_text("Ask me about blight").first).to_be_visible()


@pytest.mark.parametrize(("size", "scheme"), SCREENS)
@pytest.mark.parametrize("username", ["coordinator", "clinic"])
def test_every_topic_is_drawn_clean_and_narrow_enough(
    another: Another, amina: Member, username: str, size: dict[str, int], scheme: str
) -> None:
    """R27: each chart is named by its sentence, which stands above it, and the table is one tap away."""
    page = another(viewport=size, color_scheme=scheme)
    sign_in(page, username, "/engagement")
    for topic in ("Referrals", "Newcomers", "Staying", "Together", "Report"):
        page.get_by_role("radio", name=topic).or_(page.get_by_role("button", name=topic, exact=True)).first.click()
        still(page)
        page.wait_for_function(DRAWN)
        assert axe(page) == [], topic
        assert fits(page), topic
    expect(page.get_by_role("button", name="Make the report")).to_be_visible()


def test_the_report_is_made_and_opened(another: Another, amina: Member) -> None:
    """A PDF, served to whoever is signed in and asked for it."""
    page = another(viewport=PHONE)
    sign_in(page, "coordinator", "/engagement")
    page.get_by_role("radio", name="Report").or_(page.get_by_role("button", name="Report")).first.click()
    still(page)
    page.get_by_role("button", name="Make the report").click()
    link = page.get_by_role("link", name="Open the report (PDF)")
    expect(link).to_be_visible(timeout=60_000)
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.status == 200
    assert answer.body()[:5] == b"%PDF-"
    assert axe(page) == []
