"""A sore hand: every tap and every field typed counts, and more than the budget is a failure."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

# Enough for any page of ours: more tabs than this and the keyboard has no way there.
MOST_TABS = 80


@dataclass
class Hand:
    """Counts what a person does on a page. Moving about by Tab and arrows is no deed; pressing Enter or a letter is."""

    page: Page
    budget: int
    done: list[str] = field(default_factory=list)

    def tap(self, what: Locator) -> None:
        self.count(f"tap {what}")
        what.click()

    def type(self, what: Locator, text: str) -> None:
        self.count(f"type {text}")
        what.fill(text)

    def press(self, key: str) -> None:
        self.count(f"press {key}")
        self.page.keyboard.press(key)

    def reach_and_press(self, what: Locator, key: str = "Enter") -> None:
        """By keyboard alone: tabs until the focus is there, then presses."""
        what.wait_for()
        for _ in range(MOST_TABS):
            if what.evaluate(
                "here => here.contains(document.activeElement) || here === here.getRootNode().activeElement"
            ):
                self.press(key)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard never reached {what}")

    def count(self, what: str) -> None:
        """One more deed."""
        self.done.append(what)
        assert len(self.done) <= self.budget, self.done
