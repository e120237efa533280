"""The register in a real browser: its effort budget, two people at once, a killed server, the keyboard, axe."""

from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from models import Account, Confirmation, GraduateGroup, GroupSession, Mark, MarkEvent, Member, MemberState, Role
from tests import make
from tests.browser.conftest import DESK, PHONE, Another
from tests.browser.driving import axe, sign_in, still
from tests.browser.hand import Hand
from tests.browser.serving import Server, free_port, serving
from tests.browser.wire import wire
from tests.cast import Cast
from tests.register.room import ABSENT, CAME, LATE, SENT_WORD, kinds

BUDGET = 8
SEEN_WITHIN_MS = 5000
CUT_MS = 20_000
# fmt: off
NAMES = [
    "Aisha", "Bruno", "Chen", "Dalia", "Emil", "Farah", "Gita", "Hugo", "Ines", "Jonas",
    "Kira", "Liam", "Mona", "Nils", "Olga", "Paul", "Quinn", "Rosa", "Sami", "Tove",
]
# fmt: on


@dataclass
class Room:
    """A group of its own with twenty people, two coordinators and a session under way."""

    meeting: GroupSession
    coordinators: tuple[str, str]
    ids: dict[str, int]

    def kept(self) -> dict[str, str]:
        """The marks in the database, by name."""
        names = {row.id: row.name for row in make.rows(Member, group_id=self.meeting.group_id)}
        return {names[member]: kind.value for member, kind in kinds(self.meeting).items()}


@pytest.fixture
def room(cast: Cast) -> Room:
    group = make.group(cast.riverside, f"Group {uuid4().hex[:6]}")
    password = make.rows(Account, username="coordinator")[0].password_hash
    names = (f"one-{uuid4().hex[:6]}", f"two-{uuid4().hex[:6]}")
    for name in names:
        make.account(name, Role.COORDINATOR, groups=(group.id or 0,), password_hash=password)
    members = [make.member(group, name) for name in NAMES]
    return Room(make.group_session(group), names, {row.name: row.id or 0 for row in members})


def row(page: Page, name: str) -> Locator:
    return page.locator("li.row").filter(has=page.locator(f".who .name:text-is('{name}')"))


def mark_button(page: Page, name: str) -> Locator:
    return row(page, name).locator("button.mark")


def says(page: Page, name: str, word: str, timeout: float = SEEN_WITHIN_MS) -> None:
    expect(row(page, name).locator(".word")).to_have_text(word, timeout=timeout)


def all_saved(page: Page) -> None:
    expect(page.get_by_text("All saved", exact=True)).to_be_visible(timeout=15_000)


def everyone(page: Page) -> Locator:
    return page.get_by_role("button", name="Everyone expected is here")


def newcomer(page: Page) -> Locator:
    return page.get_by_label("Someone else here? First name")


def open_register(page: Page, room: Room, who: int = 0) -> Page:
    sign_in(page, room.coordinators[who], f"/attendance?group_session={room.meeting.id}")
    expect(everyone(page)).to_be_visible()
    return page


def test_a_register_of_20_with_3_absent_and_1_newcomer_takes_at_most_8_interactions(
    another: Another, room: Room
) -> None:
    page = another(viewport=PHONE, has_touch=True, is_mobile=True)
    sign_in(page, room.coordinators[0], "/today")
    hand = Hand(page, BUDGET)
    hand.tap(page.get_by_role("button", name="Take the register"))
    hand.tap(everyone(page))
    for absent in ("Bruno", "Kira", "Tove"):
        hand.tap(mark_button(page, absent))
    hand.type(newcomer(page), "Zoë")
    hand.press("Enter")
    hand.tap(page.get_by_role("button", name="Finish", exact=True))
    expect(page.get_by_text("Register finished")).to_be_visible()
    expect(page.get_by_text("18 people came")).to_be_visible()
    absent_names = {"Bruno": ABSENT, "Kira": ABSENT, "Tove": ABSENT}
    assert room.kept() == {**dict.fromkeys([*NAMES, "Zoë"], CAME), **absent_names}
    (new,) = make.rows(Member, group_id=room.meeting.group_id, name="Zoë")
    assert new.confirmation is Confirmation.WAITING
    assert make.rows(GroupSession, id=room.meeting.id)[0].register_finished_at


def test_the_same_register_takes_no_more_by_keyboard_alone(another: Another, room: Room) -> None:
    """Moving about by Tab and arrows is no deed; Enter, a letter and a typed name are."""
    page = another(viewport=PHONE)
    sign_in(page, room.coordinators[0], "/today")
    hand = Hand(page, BUDGET)
    hand.reach_and_press(page.get_by_role("button", name="Take the register"))
    hand.reach_and_press(everyone(page))
    for absent in ("Bruno", "Kira", "Tove"):
        hand.reach_and_press(mark_button(page, absent), "d")
    newcomer(page).wait_for()
    while not newcomer(page).evaluate("here => here.getRootNode().activeElement === here"):
        page.keyboard.press("Tab")
    hand.count("type Zoë")
    page.keyboard.type("Zoë")
    hand.press("Enter")
    hand.reach_and_press(page.get_by_role("button", name="Finish", exact=True))
    expect(page.get_by_text("18 people came")).to_be_visible()
    assert room.kept() == {
        **dict.fromkeys([*NAMES, "Zoë"], CAME),
        **dict.fromkeys(("Bruno", "Kira", "Tove"), ABSENT),
    }


def test_r15_apologies_from_someone_who_rang_take_at_most_3_interactions(another: Another, room: Room) -> None:
    page = another(viewport=PHONE)
    sign_in(page, room.coordinators[0], "/today")
    hand = Hand(page, BUDGET)
    hand.tap(page.get_by_role("button", name="Take the register"))
    hand.tap(row(page, "Dalia").get_by_role("button", name="More choices for Dalia"))
    hand.tap(page.get_by_role("button", name="Sent word"))
    all_saved(page)
    assert len(hand.done) <= 3
    assert room.kept() == {"Dalia": SENT_WORD}


def test_r13_two_browsers_mark_the_same_register_and_nothing_is_lost(another: Another, room: Room) -> None:
    one, two = (open_register(another(), room, who) for who in (0, 1))
    for mine, theirs in zip(NAMES[::2], NAMES[1::2], strict=True):
        mark_button(one, mine).click()
        mark_button(two, theirs).click()
    for mine, theirs in zip(NAMES[::2], NAMES[1::2], strict=True):
        says(one, theirs, "Came")
        says(two, mine, "Came")
    all_saved(one)
    all_saved(two)
    assert room.kept() == dict.fromkeys(NAMES, CAME)


def test_the_other_ones_marks_arrive_without_disturbing_what_is_typed_or_where_the_focus_is(
    another: Another, room: Room
) -> None:
    one, two = (open_register(another(), room, who) for who in (0, 1))
    newcomer(two).fill("Zo")
    mark_button(one, "Aisha").click()
    says(two, "Aisha", "Came")
    expect(newcomer(two)).to_have_value("Zo")
    expect(newcomer(two)).to_be_focused()


def tap_one_after_another(page: Page, names: list[str]) -> None:
    """Begins to tap, faster than the server answers; returns at once."""
    page.locator("button.mark").evaluate_all(
        "(all, count) => all.slice(0, count).forEach((button, nth) => setTimeout(() => button.click(), nth * 120))",
        len(names),
    )


def called_saved(page: Page) -> Locator:
    """The names of those whom the screen shows as marked and saved."""
    marked = page.locator(".word:text-is('Came')")
    return page.locator("li.row[data-saved=true]").filter(has=marked).locator(".who .name")


def test_r14_with_the_connection_cut_for_20_seconds_the_screen_says_so_then_all_is_saved(
    browser: Browser, server: Server, room: Room
) -> None:
    before, during = NAMES[:4], NAMES[4:9]
    with wire(server.url) as line:
        page = browser.new_context(base_url=line.url, viewport=PHONE).new_page()
        open_register(page, room)
        for name in before:
            mark_button(page, name).click()
        all_saved(page)
        line.cut()
        for name in during:
            mark_button(page, name).click()
        warning = page.get_by_text(f"No connection. Your last {len(during)} taps are kept here and not saved yet.")
        expect(warning).to_be_visible(timeout=10_000)
        page.wait_for_timeout(CUT_MS)
        assert set(called_saved(page).all_inner_texts()) == set(before), "nothing unsaved is called saved"
        assert set(room.kept()) == set(before)
        line.mend()
        all_saved_again = page.get_by_text("All saved", exact=True)
        expect(all_saved_again).to_be_visible(timeout=90_000)
        expect(warning).to_be_hidden()
    assert room.kept() == dict.fromkeys([*before, *during], CAME)
    members = [room.ids[name] for name in during]
    taps = [
        event.tap
        for mark in make.rows(Mark)
        if mark.member_id in members
        for event in make.rows(MarkEvent, mark_id=mark.id)
    ]
    assert len(taps) == len(set(taps)) == len(during), "sent again and again, each counts once"


def test_r14_every_mark_called_saved_is_there_after_a_sigkill_and_the_rest_is_sent_again(
    browser: Browser, database: str, room: Room
) -> None:
    port = free_port()
    before, after = NAMES[:15], NAMES[15:]
    with serving(database, port) as first:
        page = browser.new_context(base_url=first.url, viewport=DESK).new_page()
        open_register(page, room)
        tap_one_after_another(page, before)
        called_saved(page).first.wait_for()
        first.process.kill()
        first.process.wait()
        kept = room.kept()
        for name in after:
            mark_button(page, name).click()
        expect(page.get_by_text("Not saved yet – trying again")).to_be_visible(timeout=15_000)
        # An answer may have been on its way at the kill, so what the screen says now is all it ever called saved.
        saved = called_saved(page).all_inner_texts()
        assert saved
        assert set(saved) <= set(kept) <= set(before)
    with serving(database, port):
        expect(page.get_by_text("All saved", exact=True)).to_be_visible(timeout=60_000)
        assert room.kept() == dict.fromkeys(NAMES, CAME)
        # What was kept without an answer was sent twice, and counts once.
        marks = make.rows(Mark, group_session_id=room.meeting.id)
        assert [len(make.rows(MarkEvent, mark_id=mark.id)) for mark in marks] == [1] * len(NAMES)
        page.context.close()


def test_a_register_is_kept_with_the_keyboard_alone(another: Another, room: Room) -> None:
    page = open_register(another(), room)
    everyone(page).focus()
    page.keyboard.press("Enter")
    says(page, "Aisha", "Came")
    expect(everyone(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(mark_button(page, "Aisha")).to_be_focused()
    # Aisha late, Bruno not here, Chen sent word, Dalia stays, Emil left early, Farah tapped, Gita cleared
    for key in ("l", "d", "s", "ArrowDown", "e", "Space", "ArrowDown", "u"):
        page.keyboard.press(key)
    expect(mark_button(page, "Hugo")).to_be_focused()
    all_saved(page)
    newcomer(page).focus()
    page.keyboard.type("Zoë")
    page.keyboard.press("Enter")
    expect(newcomer(page)).to_be_focused()
    says(page, "Zoë", "Came")
    all_saved(page)
    kept = room.kept()
    assert {name: kept[name] for name in [*NAMES[:7], "Zoë"]} == {
        "Aisha": LATE,
        "Bruno": ABSENT,
        "Chen": SENT_WORD,
        "Dalia": CAME,
        "Emil": CAME,
        "Farah": ABSENT,
        "Gita": "not_recorded",
        "Zoë": CAME,
    }
    left_early = make.rows(Mark, group_session_id=room.meeting.id, member_id=room.ids["Emil"])
    assert left_early[0].left_early


def test_more_opens_and_closes_with_the_keyboard_and_gives_the_focus_back(another: Another, room: Room) -> None:
    page = open_register(another(), room)
    more = row(page, "Chen").get_by_role("button", name="More choices for Chen")
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Came", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(mark_button(page, "Chen")).to_be_focused()


def test_r14_undo_takes_back_the_last_tap_and_everyone_here(another: Another, room: Room) -> None:
    page = open_register(another(), room)
    undo = page.get_by_role("button", name="Undo")
    mark_button(page, "Chen").click()
    everyone(page).click()
    mark_button(page, "Aisha").click()
    says(page, "Aisha", "Did not come")
    expect(undo).to_contain_text("Aisha → did not come")
    undo.click()
    says(page, "Aisha", "Came")
    undo.click()
    says(page, "Aisha", "Not marked")
    says(page, "Chen", "Came")
    undo.click()
    all_saved(page)
    assert set(room.kept().values()) == {"not_recorded"}


def test_r16_someone_who_left_is_offered_while_typing(another: Another, room: Room) -> None:
    (group,) = make.rows(GraduateGroup, id=room.meeting.group_id)
    make.member(group, "Tamsin", state=MemberState.LEFT)
    page = open_register(another(), room)
    newcomer(page).fill("tam")
    expect(page.get_by_role("option", name="Tamsin")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    says(page, "Tamsin", "Came")
    all_saved(page)
    assert room.kept() == {"Tamsin": CAME}


def test_a_name_that_cannot_be_kept_is_refused_in_words_and_stays_typed(another: Another, room: Room) -> None:
    page = open_register(another(), room)
    newcomer(page).evaluate("(field) => { field.removeAttribute('maxlength'); field.value = 'x'.repeat(500) }")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("the most is 120")).to_be_visible()
    expect(newcomer(page)).to_have_value("x" * 500)
    assert room.kept() == {}


def test_a_name_with_markup_is_shown_literally(another: Another, room: Room) -> None:
    page = open_register(another(), room)
    newcomer(page).fill("<img src=x onerror=alert(1)> **Zoë**")
    page.keyboard.press("Enter")
    says(page, "<img src=x onerror=alert(1)> **Zoë**", "Came")
    all_saved(page)


def test_when_one_finishes_the_other_sees_it(another: Another, room: Room) -> None:
    one, two = (open_register(another(), room, who) for who in (0, 1))
    mark_button(one, "Aisha").click()
    all_saved(one)
    one.get_by_role("button", name="Finish", exact=True).click()
    expect(one.get_by_text("Register finished")).to_be_visible()
    expect(two.get_by_text("Register finished")).to_be_visible(timeout=SEEN_WITHIN_MS + 5000)
    assert room.kept() == {"Aisha": CAME}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_at_any_step(
    another: Another, room: Room, size: dict[str, int], scheme: Literal["light", "dark"]
) -> None:
    page = another(viewport=size, color_scheme=scheme)
    sign_in(page, room.coordinators[0], "/today")
    assert axe(page) == []
    page.get_by_role("button", name="Take the register").click()
    everyone(page).click()
    mark_button(page, "Bruno").click()
    row(page, "Chen").get_by_role("button", name="More choices for Chen").click()
    all_saved(page)
    assert axe(page) == []
    newcomer(page).fill("a")
    assert axe(page) == []
    newcomer(page).fill("")
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.get_by_text("Register finished")).to_be_visible()
    assert axe(page) == []


def test_every_target_of_the_register_is_large_enough_for_a_sore_hand(another: Another, room: Room) -> None:
    page = open_register(another(viewport=PHONE), room)
    row(page, "Chen").get_by_role("button", name="More choices for Chen").click()
    boxes = page.locator(".register button:visible, .register input:visible").evaluate_all(
        "all => all.map(e => [e.textContent, e.getBoundingClientRect().width, e.getBoundingClientRect().height])"
    )
    assert [box for box in boxes if box[1] < 44 or box[2] < 44] == []
    rows = page.locator("button.mark").evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
    assert min(rows) >= 48
    still(page)
