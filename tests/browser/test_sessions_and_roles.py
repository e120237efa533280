"""Sessions and roles in a real browser: planning, offering, accepting; axe clean and nothing cut off."""

from datetime import time, timedelta
from typing import Literal
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from models import Account, Duty, DutyState, GroupRole, GroupSession, Role, Wish
from services import clock
from services.group_sessions import changing
from services.group_sessions.fields import SeriesWish
from services.group_sessions.planning import make_series
from services.security.sign_in import actor_of
from tests import make
from tests.browser.conftest import DESK, PHONE, Another
from tests.browser.driving import axe, fits, sign_in, still
from tests.browser.hand import Hand
from tests.cast import Cast

LONG_NAME = "Zoë Ångström-Nwachukwu of the very long name"


@pytest.fixture(scope="module")
def meeting(cast: Cast) -> GroupSession:
    """The next session of a series, one of which is cancelled, with roles open, offered and accepted."""
    first = clock.today() + timedelta(days=3)
    make_series(cast.coordinator, cast.group.id or 0, SeriesWish(first, time(14), 120, count=8))
    planned = make.rows(GroupSession)
    changing.cancel(cast.coordinator, planned[1].id or 0, "The library is shut <b>all</b> week")
    make.skill(cast.group, "Pacing")
    make.group_session(cast.group, clock.now() - timedelta(days=9))
    for name in ("Notes", "Refreshments"):
        make.group_role(cast.group, name, description="What it involves, in a line", needs_backup=True)
    make.duty(planned[0], make.group_role(cast.group, "Welcomer"), make.member(cast.group, LONG_NAME))
    for name in ("Amina", "Bernard"):
        make.member(cast.group, name)
    return planned[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_screen_is_clean_and_fits(
    another: Another, meeting: GroupSession, size: dict[str, int], scheme: Literal["light", "dark"]
) -> None:
    page = another(viewport=size, color_scheme=scheme)
    sign_in(page, "coordinator", "/sessions")
    role = make.rows(GroupRole)[0].id
    for address in ("/sessions", f"/sessions?group_session={meeting.id}", "/roles", f"/roles?role={role}"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        still(page)
        for closed in page.locator("[data-testid=stExpander] summary").all():
            closed.click()
        still(page)
        assert axe(page) == [], address
        assert fits(page), address


def test_r11_a_series_is_typed_seen_and_made(another: Another, meeting: GroupSession) -> None:
    page = another(viewport=PHONE)
    sign_in(page, "coordinator", "/sessions")
    before = len(make.rows(GroupSession))
    page.get_by_text("Plan a series").click()
    type_day(page, f"{clock.today() + timedelta(days=5):%d%m%Y}")
    page.get_by_role("button", name="Make these").click()
    expect(page.get_by_text("group sessions planned")).to_be_visible()
    assert len(make.rows(GroupSession)) > before


def type_day(page: Page, digits: str) -> None:
    page.get_by_role("group", name="Day").first.get_by_role("spinbutton").first.click()
    page.keyboard.type(digits)
    page.keyboard.press("Escape")  # the calendar covers what is below it
    still(page)


def test_r18_two_taps_offer_a_role_and_one_more_records_the_yes(another: Another, meeting: GroupSession) -> None:
    page = another(viewport=PHONE)
    sign_in(page, "coordinator", "/roles")
    page.get_by_role("button", name="Find someone").first.click()
    page.get_by_role("button", name="Amina").click()
    expect(page.get_by_text("Offered")).to_have_count(2)
    page.get_by_role("button", name="Yes").first.click()
    expect(page.get_by_text("Said yes")).to_have_count(1)
    given = make.rows(Duty)[-1]
    assert (given.group_session_id, given.state) == (meeting.id, DutyState.ACCEPTED)


@pytest.mark.parametrize("by", ["tap", "keyboard"])
def test_this_and_all_later_ones_move_and_one_is_cancelled_on_a_phone(another: Another, cast: Cast, by: str) -> None:
    """Moving all: open it, open the form, choose all, the new start, move. Cancelling one: form, reason, cancel."""
    group = make.group(cast.riverside, f"Group {uuid4().hex[:6]}")
    name = f"plans-{uuid4().hex[:6]}"
    password = make.rows(Account, username="coordinator")[0].password_hash
    account = make.account(name, Role.COORDINATOR, groups=(group.id or 0,), password_hash=password)
    first = clock.today() + timedelta(days=7)
    wish = SeriesWish(first, time(9), 60, every_weeks=1, count=4)
    make_series(actor_of(account, (group.id or 0,)), group.id or 0, wish)
    before = [row.starts_at for row in make.rows(GroupSession, group_id=group.id)]
    page = another(viewport=PHONE)
    sign_in(page, name, f"/sessions?group_session={make.rows(GroupSession, group_id=group.id)[0].id}")
    do = Hand.tap if by == "tap" else Hand.reach_and_press
    hand = Hand(page, 4)
    do(hand, page.locator("summary").filter(has_text="Move it"))
    later = page.get_by_role("radio", name="This and all later ones").first
    if by == "tap":
        hand.tap(page.get_by_text("This and all later ones").first)
    else:
        hand.reach_and_press(page.get_by_role("radio", name="Just this one").first, "ArrowDown")
    expect(later).to_be_checked()
    expect(page.get_by_text("Choose another day, time or place")).to_be_visible()
    hand.type(page.get_by_label("Place"), "The park")
    page.keyboard.press("Tab")
    do(hand, page.get_by_role("button", name="Move 4 sessions"))
    expect(page.get_by_text("4 sessions moved.")).to_be_visible()
    rows = make.rows(GroupSession, group_id=group.id)
    assert [(row.starts_at, row.venue) for row in rows] == [(at, "The park") for at in before]
    hand = Hand(page, 3)
    do(hand, page.locator("summary").filter(has_text="Cancel it"))
    hand.type(page.get_by_label("In your words"), "Snow")
    do(hand, page.get_by_role("button", name="Cancel this session"))
    expect(page.get_by_text("Cancelled. You can bring it back here.")).to_be_visible()
    assert [row.cancel_reason for row in make.rows(GroupSession, group_id=group.id)] == ["Snow", None, None, None]
    assert axe(page) == []


@pytest.mark.parametrize("by", ["tap", "keyboard"])
def test_the_next_three_sessions_are_filled_in_three_interactions(another: Another, cast: Cast, by: str) -> None:
    """From Today: share out, suggest, accept all. Then every place has somebody who is asked."""
    group = make.group(cast.riverside, f"Group {uuid4().hex[:6]}")
    name = f"shares-{uuid4().hex[:6]}"
    password = make.rows(Account, username="coordinator")[0].password_hash
    make.account(name, Role.COORDINATOR, groups=(group.id or 0,), password_hash=password)
    people = [make.member(group, person) for person in ("Amina", "Bernard", "Carys", "Dilys", "Ewan", "Fatima")]
    for days in (20, 34):
        past = make.group_session(group, make.this_time(days), register_finished_at=clock.now())
        for person in people:
            make.mark(past, person)
    ahead = [make.group_session(group, make.this_time(-days)) for days in (4, 18, 32)]
    for role, backed in (("Welcomer", True), ("Notes", False)):
        make.group_role(group, role, needs_backup=backed)
    page = another(viewport=PHONE)
    sign_in(page, name, "/today")
    do = Hand.tap if by == "tap" else Hand.reach_and_press
    hand = Hand(page, 3)
    do(hand, page.get_by_role("button", name="Share out the roles"))
    do(hand, page.get_by_role("button", name="Suggest for the next 3"))
    do(hand, page.get_by_role("button", name="Accept all 9"))
    expect(page.get_by_text("9 roles offered.")).to_be_visible()
    given = [duty for meeting in ahead for duty in make.rows(Duty, group_session_id=meeting.id)]
    assert len(given) == 9
    assert {duty.state for duty in given} == {DutyState.OFFERED}
    assert axe(page) == []
    assert fits(page)


def test_a_no_names_the_best_next_person_and_can_be_undone(another: Another, cast: Cast) -> None:
    """The journey after accepting: one says yes, one not today, who is asked next, and the slip undone."""
    group = make.group(cast.riverside, f"Group {uuid4().hex[:6]}")
    name = f"answers-{uuid4().hex[:6]}"
    password = make.rows(Account, username="coordinator")[0].password_hash
    make.account(name, Role.COORDINATOR, groups=(group.id or 0,), password_hash=password)
    amina, bernard = make.member(group, "Amina"), make.member(group, "Bernard")
    role, meeting = make.group_role(group), make.group_session(group, make.this_time(-4))
    make.wish(bernard, role, Wish.WOULD_LIKE)
    make.duty(meeting, role, amina)
    page = another(viewport=PHONE)
    sign_in(page, name, "/roles")
    page.get_by_role("button", name="Not today").click()
    expect(page.get_by_text("Bernard: would like this role and has not had a role yet.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It is as it was.")).to_be_visible()
    page.get_by_role("button", name="Not today").click()
    page.get_by_role("button", name="Ask Bernard").click()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("Said yes")).to_be_visible()
    states = {duty.member_id: duty.state for duty in make.rows(Duty, group_session_id=meeting.id)}
    assert states == {amina.id: DutyState.HANDED_BACK, bernard.id: DutyState.ACCEPTED}
    for view in ("At a glance", "By person", "Sharing", "List of roles"):
        page.get_by_role("radio", name=view).or_(page.get_by_role("button", name=view)).first.click()
        still(page)
        assert axe(page) == [], view
        assert fits(page), view
