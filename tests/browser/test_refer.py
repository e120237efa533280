"""Referring in a real browser: the effort budgets, the keyboard, a tap that comes straight after typing, axe."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from models import Account, ConsentKind, ContactHow, Graduate, GraduateGroup, Programme, Referral, ReferralState, Role
from services import clock
from tests import make
from tests.browser.conftest import DESK, PHONE, Another
from tests.browser.driving import axe, fits, sign_in, still
from tests.cast import Cast

BUDGET = 4
NAMES = ["Aisha", "Bruno", "Chen", "Dalia", "Emil", "Farah", "Gita", "Hugo", "Ines", "Jonas"]
WITHOUT_CONSENT = {"Chen", "Gita"}


@dataclass
class Service:
    """A clinic of its own, with a group and a programme of ten, two of whom have not agreed to share."""

    username: str
    coordinator: str
    group: GraduateGroup
    programme: Programme
    people: dict[str, Graduate]

    def sent(self) -> set[str]:
        """The names of those whom the group has been told of."""
        rows = make.rows(Referral, group_id=self.group.id, state=ReferralState.SENT)
        return {row.preferred_name for row in rows}


@pytest.fixture
def service(cast: Cast) -> Service:
    word = uuid4().hex[:6]
    clinic = make.clinic(f"Clinic {word}")
    group = make.group(clinic, f"Group {word}")
    password = make.rows(Account, username="clinic")[0].password_hash
    staff, coordinator = f"staff-{word}", f"lead-{word}"
    make.account(staff, Role.CLINIC_STAFF, clinic_id=clinic.id, password_hash=password)
    make.account(coordinator, Role.COORDINATOR, groups=(group.id or 0,), password_hash=password)
    programme = make.programme(clinic.id or 0, "Autumn 2026", ends_on=clock.today() - timedelta(days=3))
    people = {name: make.graduate(programme, name) for name in NAMES}
    for name, person in people.items():
        if name not in WITHOUT_CONSENT:
            make.consent(person, ConsentKind.SHARE)
    return Service(staff, coordinator, group, programme, people)


@dataclass
class Hand:
    """A sore hand with a mouse or a finger: every tap and every field typed counts."""

    page: Page
    done: list[str] = field(default_factory=list)

    def act(self, what: Locator) -> None:
        self.count(f"tap {what}")
        what.click()

    def type(self, what: Locator, text: str) -> None:
        self.count(f"type {text}")
        what.press_sequentially(text)

    def count(self, what: str) -> None:
        self.done.append(what)
        assert len(self.done) <= BUDGET, self.done


class Keys(Hand):
    """The same with the keyboard alone: Tab leads there, and what is pressed there counts."""

    def act(self, what: Locator) -> None:
        self.count(f"press {what}")
        self.reach(what)
        # A tick takes the space bar, and so does a button.
        self.page.keyboard.press("Space")

    def type(self, what: Locator, text: str) -> None:
        self.count(f"type {text}")
        self.reach(what)
        self.page.keyboard.type(text)

    def reach(self, what: Locator) -> None:
        what.wait_for()
        still(self.page)
        for _ in range(120):
            if what.evaluate("e => e === document.activeElement || e.contains(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {what}")


ANY_HAND = pytest.mark.parametrize("hand", [Hand, Keys], ids=["taps", "keyboard"])


def phone(another: Another) -> Page:
    return another(viewport=PHONE, has_touch=True, is_mobile=True)


def refer_row(page: Page, text: str) -> Locator:
    rows = page.locator("[data-testid=stLayoutWrapper], [data-testid=stHorizontalBlock]").filter(has_text=text)
    return rows.last.get_by_role("button", name="Refer", exact=True)


def tick(page: Page) -> Locator:
    return page.locator("label").filter(has_text="A clinician confirms")


def told(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible()


@ANY_HAND
def test_r8_a_programme_of_10_takes_at_most_4_interactions_and_two_are_listed(
    another: Another, service: Service, hand: Callable[[Page], Hand]
) -> None:
    page = phone(another)
    sign_in(page, service.username, "/overview")
    one = hand(page)
    one.act(refer_row(page, "8 of 10 ready to refer"))
    one.act(tick(page))
    one.act(page.get_by_role("button", name="Send 8 referrals"))
    told(page, f"8 sent to {service.group.name}. 2 not sent")
    assert service.sent() == set(NAMES) - WITHOUT_CONSENT
    main = page.get_by_test_id("stMain")
    for name in WITHOUT_CONSENT:
        expect(main.get_by_text(name, exact=True).first).to_be_visible()
    expect(main.get_by_text("No consent to share their details is in force")).to_have_count(2)
    assert len(one.done) <= BUDGET


@ANY_HAND
def test_one_graduate_on_file_takes_at_most_4_interactions(
    another: Another, service: Service, hand: Callable[[Page], Hand]
) -> None:
    page = phone(another)
    sign_in(page, service.username, "/overview")
    one = hand(page)
    one.act(refer_row(page, "Aisha"))
    one.act(tick(page))
    one.act(page.get_by_role("button", name="Send referral"))
    told(page, "Sent to Group")
    assert service.sent() == {"Aisha"}
    assert len(one.done) <= BUDGET


@ANY_HAND
def test_one_graduate_found_by_name_takes_at_most_4_interactions(
    another: Another, service: Service, hand: Callable[[Page], Hand]
) -> None:
    page = phone(another)
    sign_in(page, service.username, "/overview")
    one = hand(page)
    one.act(page.get_by_role("button", name="Refer someone"))
    one.type(page.get_by_label("Find a name"), "Jonas")
    one.act(tick(page))
    one.act(page.get_by_role("button", name="Send referral"))
    told(page, "Sent to Group")
    assert service.sent() == {"Jonas"}
    assert len(one.done) <= BUDGET


def test_someone_unticked_stays(another: Another, service: Service) -> None:
    page = another()
    sign_in(page, service.username, f"/refer?programme={service.programme.id}")
    page.locator("label").filter(has_text="Emil").click()
    tick(page).click()
    page.get_by_role("button", name="Send 7 referrals").click()
    told(page, "7 sent to")
    assert service.sent() == set(NAMES) - WITHOUT_CONSENT - {"Emil"}
    # A clinician's word for those who went is none for those who did not.
    expect(page.get_by_role("checkbox", name="A clinician confirms")).not_to_be_checked()


def test_a_double_click_sends_once_and_says_so_once(another: Another, service: Service) -> None:
    page = another()
    sign_in(page, service.username, f"/refer?programme={service.programme.id}")
    tick(page).click()
    page.get_by_role("button", name="Send 8 referrals").dblclick()
    told(page, "8 sent to")
    still(page)
    expect(page.get_by_text("Nobody was sent")).to_have_count(0)
    assert len(make.rows(Referral, group_id=service.group.id)) == 8


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_tap_on_send_straight_after_typing_sends_what_was_typed(
    another: Another, service: Service, size: dict[str, int]
) -> None:
    page = another(viewport=size)
    sign_in(page, service.username, f"/refer?graduate={service.people['Aisha'].id}")
    tick(page).click()
    still(page)
    send = page.get_by_role("button", name="Send referral")
    page.get_by_label("Best hopes").press_sequentially("To dance\nand to sing")
    send.scroll_into_view_if_needed()
    box = send.bounding_box()
    assert box
    # Straight to where it is: a click that waits for the page to settle would not show a button that moves.
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    told(page, "Sent to Group")
    (row,) = make.rows(Referral, group_id=service.group.id)
    assert row.best_hopes == "To dance\nand to sing"


def test_the_preview_follows_what_is_typed_and_is_what_the_coordinators_then_see(
    another: Another, service: Service
) -> None:
    page = another()
    sign_in(page, service.username, f"/refer?graduate={service.people['Aisha'].id}")
    page.get_by_label("Best time").fill("Tuesday mornings")
    page.get_by_label("Adjustments that help").fill("A firm chair")
    page.get_by_label("What happens without them").fill("She has to stand")
    page.keyboard.press("Tab")
    card = card_of(page, "Aisha")
    expect(card).to_contain_text("She has to stand")
    seen = card.inner_text()
    tick(page).click()
    page.get_by_role("button", name="Send referral").click()
    told(page, "Sent to Group")
    theirs = another()
    sign_in(theirs, service.coordinator, "/welcome")
    words = card_of(theirs, "Aisha").inner_text()
    assert words.startswith(seen)


def card_of(page: Page, name: str) -> Locator:
    """The bordered card that begins with this heading."""
    heading = page.get_by_test_id("stMain").get_by_role("heading", name=name, level=2).last
    return heading.locator("xpath=ancestor::*[@data-testid='stVerticalBlock'][1]")


def test_someone_new_who_may_be_on_file_is_asked_about_before_anything_is_written(
    another: Another, service: Service
) -> None:
    page = phone(another)
    sign_in(page, service.username, "/refer")
    page.get_by_text("Someone new", exact=True).click()
    page.get_by_label("Preferred name").fill("Aisha")
    page.get_by_label("Phone", exact=True).fill(service.people["Aisha"].phone)
    page.get_by_text("They agree that we share").click()
    tick(page).click()
    page.get_by_role("button", name="Send referral").click()
    told(page, "they may be on file already")
    assert axe(page) == []
    assert service.sent() == set()
    expect(page.get_by_label("Preferred name")).to_have_value("Aisha")
    page.get_by_role("button", name="They are someone else").click()
    told(page, "Sent to Group")
    assert len(make.rows(Graduate, clinic_id=service.programme.clinic_id)) == len(NAMES) + 1


@pytest.fixture
def addresses(service: Service) -> list[str]:
    """Every view of the page, with something to show on each."""
    make.referral(service.people["Hugo"], service.group)
    make.add(Programme(**nobody_yet(service)))
    make.graduate(
        service.programme, "Someone with details", email="a@example.org", contact_how=ContactHow.EMAIL, adjustments="x"
    )
    ids = [f"programme={row.id}" for row in make.rows(Programme, clinic_id=service.programme.clinic_id)]
    return [
        "/refer",
        *(f"/refer?{each}" for each in ids),
        f"/refer?graduate={service.people['Aisha'].id}",
        f"/refer?graduate={service.people['Chen'].id}",
    ]


def nobody_yet(service: Service) -> dict[str, object]:
    run = service.programme
    return {**run.model_dump(exclude={"id"}), "name": "Winter 2026"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    another: Another,
    service: Service,
    addresses: list[str],
    size: dict[str, int],
    scheme: Literal["light", "dark"],
) -> None:
    page = another(viewport=size, color_scheme=scheme)
    sign_in(page, service.username)
    for address in addresses:
        page.goto(address)
        page.get_by_role("heading", level=1).first.wait_for()
        still(page)
        for folded in page.get_by_test_id("stMain").locator("summary").all():
            folded.click()
        assert axe(page) == [], address
        assert fits(page), address


def test_every_target_is_large_enough_for_a_sore_hand(another: Another, service: Service) -> None:
    page = phone(another)
    sign_in(page, service.username, f"/refer?programme={service.programme.id}")
    still(page)
    main = page.get_by_test_id("stMain")
    heights = main.locator("button:visible, label:has(input[type=checkbox]):visible").evaluate_all(
        "all => all.map(e => [e.textContent, e.getBoundingClientRect().height])"
    )
    assert len(heights) > 10
    assert [each for each in heights if each[1] < 44] == []
