"""R9 with two people at once: feedback consent is withdrawn while the coordinator is marking (in two browsers)."""

import re
from dataclasses import dataclass, field

import time_machine
from playwright.sync_api import Page, WebSocket, expect

from models import ConsentKind, GroupSession, Referral, ReferralState
from services.referrals import welcoming
from tests import make
from tests.browser.conftest import PHONE, Another
from tests.browser.driving import sign_in, still
from tests.browser.test_main_journey import says
from tests.cast import Cast
from tests.referrals import stories

NAME = "Amina"
# A page on a slow machine comes in parts: what it says has not changed for ten looks in a row.
SETTLED_DOWN = """() => {
  const said = document.querySelector('[data-testid=stMain]').innerText
  window.looks = said === window.said ? (window.looks ?? 0) + 1 : 0
  window.said = said
  return window.looks > 10
}"""
MILESTONES = ("First visit", "Settled", "Contacted", "Accepted")


@dataclass
class Heard:
    """Everything that the server sent to one browser, as it came over the wire."""

    frames: list[bytes] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("websocket", self._open)

    def _open(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._keep)

    def _keep(self, frame: str | bytes) -> None:
        self.frames.append(frame.encode() if isinstance(frame, str) else frame)

    def says(self, words: str) -> bool:
        return any(words.encode() in frame for frame in self.frames)


def begin(cast: Cast) -> tuple[Referral, list[GroupSession]]:
    """Someone newly accepted and contacted, and three meetings since, with their registers open."""
    person = stories.on_file(cast, *ConsentKind, name=NAME)
    referral = make.referral(person.graduate, cast.group, sent_at=make.this_time(5))
    with time_machine.travel(make.this_time(4), tick=False):
        welcoming.accept(cast.coordinator, referral.id or 0)
        welcoming.contacted(cast.coordinator, referral.id or 0)
    return referral, [stories.meeting(cast, days_ago) for days_ago in (2, 1, 0)]


def open_register(page: Page, meeting: GroupSession) -> None:
    page.goto(f"/attendance?group_session={meeting.id}")
    page.locator("button.mark").first.wait_for()
    still(page)


def saved(page: Page, word: str, state: ReferralState) -> None:
    """Waits until the person's mark is that, and kept; then the referral has followed it."""
    shown = page.locator("li.row[data-saved=true]").filter(has=page.locator(f".word:text-is('{word}')"))
    expect(shown).to_have_count(1)
    assert make.rows(Referral)[0].state is state


def tap(page: Page) -> None:
    page.locator("button.mark").first.click()


def finish(page: Page) -> None:
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.get_by_text("Register finished")).to_be_visible()


def withdraw_feedback(page: Page) -> None:
    page.get_by_role("button", name="Withdraw consent").last.click()
    page.get_by_role("button", name="Withdraw now").last.click()
    says(page, "nothing about how they are getting on is shown")
    still(page)


def open_again(page: Page, referral: Referral) -> None:
    """From one referral back to the list, and from there to it again."""
    page.get_by_role("button", name="All referrals").click()
    expect(page.get_by_label("Find a name")).to_be_visible()
    still(page)
    page.locator(f".st-key-open_{referral.id} button").click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
    says(page, "nothing about how they are getting on is shown")
    still(page)


def addresses(referral: Referral) -> list[str]:
    """Every page of the clinic's, and those that show one person with this one."""
    one = (f"graduates?graduate={referral.graduate_id}", f"refer?graduate={referral.graduate_id}")
    return ["overview", "graduates", "refer", "referrals", "engagement", *one, f"referrals?referral={referral.id}"]


def read(page: Page, address: str) -> str:
    """What a page says; of Referrals also what is folded away."""
    page.goto(f"/{address}")
    page.get_by_role("heading", level=1).first.wait_for()
    still(page)
    folded = page.locator("[data-testid=stMain] details:not([open]) > summary")
    for _ in range(folded.count() if address.startswith("referrals") else 0):
        folded.first.click()
        still(page)
    page.wait_for_function(SETTLED_DOWN, polling=100)
    # The test may run across midnight.
    return re.sub(r"\d+ days ago", "some days ago", page.get_by_test_id("stMain").inner_text())


def read_all(page: Page, referral: Referral) -> dict[str, str]:
    return {address: read(page, address) for address in addresses(referral)}


def test_r9_nothing_reaches_the_clinic_after_feedback_consent_was_withdrawn_during_the_marking(
    cast: Cast, another: Another
) -> None:
    referral, (first, second, third) = begin(cast)
    clinic, coordinator, heard = another(), another(viewport=PHONE), Heard()
    heard.listen(clinic)
    sign_in(coordinator, "coordinator", "/today")
    open_register(coordinator, first)
    tap(coordinator)
    saved(coordinator, "Came", ReferralState.FIRST_VISIT)
    sign_in(clinic, "clinic", f"/referrals?referral={referral.id}")
    says(clinic, "First visit")
    # Under consent it does come over the wire: the ear is open.
    assert all(heard.says(words) for words in ("First visit", "Contacted", "Accepted"))

    open_register(coordinator, second)
    withdraw_feedback(clinic)
    before = read_all(clinic, referral)
    clinic.goto(f"/referrals?referral={referral.id}")
    says(clinic, "nothing about how they are getting on is shown")
    still(clinic)
    heard.frames.clear()

    # The coordinator goes on, in the register that was open all the while; the clinic's page stays open too.
    tap(coordinator)
    saved(coordinator, "Came", ReferralState.FIRST_VISIT)
    open_register(coordinator, third)
    tap(coordinator)
    saved(coordinator, "Came", ReferralState.SETTLED)
    tap(coordinator)
    saved(coordinator, "Did not come", ReferralState.FIRST_VISIT)
    coordinator.get_by_role("button", name="Undo").click()
    saved(coordinator, "Came", ReferralState.SETTLED)
    finish(coordinator)
    open_again(clinic, referral)
    assert heard.says("Sent to the group")
    assert [words for words in MILESTONES if heard.says(words)] == []
    assert_nothing_told(clinic, referral, before)


def assert_nothing_told(clinic: Page, referral: Referral, before: dict[str, str]) -> None:
    """Every page says what it said right after the withdrawal, and nowhere is there a milestone of theirs."""
    for address, said in read_all(clinic, referral).items():
        # Overview says what changed since the last look, and Graduates has forms that fold; Engagement speaks of
        # steps in general.
        if not address.startswith(("overview", "graduates")):
            assert said == before[address], address
        if address != "engagement":
            assert [words for words in MILESTONES if words in said] == [], address
