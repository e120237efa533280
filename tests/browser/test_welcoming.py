"""Budgets of the coordinators' half, on a phone, by tap and by keyboard alone: welcome, quiet, word beforehand."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from models import (
    Account,
    ConsentKind,
    DutyState,
    GraduateGroup,
    Mark,
    MarkKind,
    Member,
    QuietContact,
    QuietOutcome,
    Referral,
    ReferralState,
    Role,
    SaidComing,
)
from services import clock
from tests import make
from tests.browser.conftest import PHONE, Another
from tests.browser.driving import axe, sign_in
from tests.browser.hand import Hand
from tests.cast import Cast

BUDGET = 3

Do = Callable[[Hand, Locator], None]
BY = {"tap": Hand.tap, "keyboard": Hand.reach_and_press}


@pytest.fixture
def group(cast: Cast) -> GraduateGroup:
    return make.group(cast.riverside, f"Group {uuid4().hex[:6]}")


@pytest.fixture
def coordinator(cast: Cast, group: GraduateGroup) -> str:
    name = f"one-{uuid4().hex[:6]}"
    password = make.rows(Account, username="coordinator")[0].password_hash
    make.account(name, Role.COORDINATOR, groups=(group.id or 0,), password_hash=password)
    return name


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("by", BY)
def test_accepting_and_welcoming_a_new_referral_takes_at_most_3_interactions(
    another: Another, cast: Cast, group: GraduateGroup, coordinator: str, by: str
) -> None:
    graduate = make.graduate(make.programme(cast.riverside.id or 0, uuid4().hex), "Noor")
    make.consent(graduate, ConsentKind.SHARE)
    referral = make.referral(graduate, group)
    meeting = make.group_session(group, clock.now() + timedelta(days=3))
    grace = make.member(group, "Grace")
    make.duty(meeting, make.group_role(group, "Welcomer"), grace, DutyState.ACCEPTED)
    page = another(viewport=PHONE)
    sign_in(page, coordinator, "/today")
    hand = Hand(page, BUDGET)
    BY[by](hand, button(page, "Welcome"))
    expect(page.get_by_role("heading", name="Noor")).to_be_visible()
    BY[by](hand, button(page, "I've been in touch: expect them"))
    expect(page.get_by_text("Grace welcomes them.").first).to_be_visible()
    kept = make.rows(Referral, id=referral.id)[0]
    assert (kept.state, kept.expected_session_id, kept.welcomer_id) == (ReferralState.CONTACTED, meeting.id, grace.id)
    assert axe(page) == []


@pytest.mark.parametrize("by", BY)
def test_who_has_gone_quiet_is_there_with_no_tap_and_saying_hello_is_noted_in_2(
    another: Another, group: GraduateGroup, coordinator: str, by: str
) -> None:
    member = make.member(group, "Amina", phone="07700 900123")
    for days, kind in (
        (56, MarkKind.CAME),
        (42, MarkKind.CAME),
        (28, MarkKind.DID_NOT_COME),
        (14, MarkKind.DID_NOT_COME),
    ):
        at = clock.now() - timedelta(days=days)
        make.mark(make.group_session(group, at, register_finished_at=at + timedelta(hours=2)), member, kind)
    page = another(viewport=PHONE)
    sign_in(page, coordinator, "/today")
    expect(page.get_by_text("Amina")).to_be_visible()
    hand = Hand(page, 2)
    BY[by](hand, button(page, "Say hello"))
    expect(page.get_by_role("heading", name="Say hello to Amina")).to_be_visible()
    assert axe(page) == []
    BY[by](hand, button(page, "They're coming"))
    expect(page.get_by_text("Good news noted.")).to_be_visible()
    assert [row.outcome for row in make.rows(QuietContact, member_id=member.id)] == [QuietOutcome.COMING]


@pytest.mark.parametrize("by", BY)
def test_r15_apologies_for_a_session_to_come_take_at_most_3_interactions(
    another: Another, group: GraduateGroup, coordinator: str, by: str
) -> None:
    meeting = make.group_session(group, clock.now() + timedelta(days=3))
    member = make.member(group, "Dalia")
    page = another(viewport=PHONE)
    sign_in(page, coordinator, "/today")
    hand = Hand(page, BUDGET)
    BY[by](hand, button(page, "Note who comes or sends word"))
    line = page.locator("li.row button.mark")
    line.wait_for()
    BY[by](hand, line)
    expect(page.get_by_text("All saved", exact=True)).to_be_visible()
    assert [row.kind for row in make.rows(Mark, group_session_id=meeting.id)] == [MarkKind.SENT_WORD]
    BY[by](hand, page.get_by_role("button", name="Dalia is coming"))
    expect(page.get_by_text("1 said they come", exact=False)).to_be_visible()
    expect(page.get_by_text("All saved", exact=True)).to_be_visible()
    assert [row.member_id for row in make.rows(SaidComing, group_session_id=meeting.id)] == [member.id]
    assert axe(page) == []


def test_today_shows_what_matters_in_its_first_screen(
    another: Another, cast: Cast, group: GraduateGroup, coordinator: str
) -> None:
    make.referral(make.graduate(make.programme(cast.riverside.id or 0, uuid4().hex), "Noor"), group)
    make.group_session(group, clock.now() + timedelta(days=3))
    page = another(viewport=PHONE)
    sign_in(page, coordinator, "/today")
    strong = page.locator("[data-testid=stMain] button[kind=primary]")
    expect(strong).to_have_count(1)
    expect(page.get_by_role("heading", name="Next group session")).to_be_in_viewport()
    assert make.rows(Member, group_id=group.id) == []
