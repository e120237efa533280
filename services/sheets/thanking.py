"""What a thank-you says: warm and plain, exact where it counts, and never a comparison with anybody."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from services.sheets import wording
from services.sheets.contributions import Contributions, Done

CAME, ONE_OF_US = "You came along", "You are one of us"
LED = "What you did for the group"
STOOD_BY = "You stood by"
STRENGTHS = "What you are good at, or enjoy"
JUST_COMING = "A group is the people who come. You being there made it better, just as you are."
NOT_YET = "Come whenever it suits you, for part of it or for all of it. There is a place for you."
# How many lines of each list may stay when the whole does not fit on the page; from a few lines on each in short.
SHORTER = (12, 8, 5, 3, 1)
IN_SHORT = 5

_Line = TypeVar("_Line")


def title(name: str) -> str:
    """Without a name there is room to write it by hand."""
    return f"Thank you, {name}" if name else "Thank you"


def period(since: date, until: date) -> str:
    """Of which year it speaks."""
    return f"This page is for you. It looks back on the year from {_day(since)} to {_day(until)}."


def closing(group: str) -> str:
    """From whom it is."""
    return f"Thank you, from all of us at {group}."


def came(given: Contributions) -> list[str]:
    """For their company; more words where it is all there is to say."""
    sessions = "one group session" if given.came == 1 else f"{given.came} group sessions"
    company = [f"You came to {sessions}. Thank you for your company."] if given.came else []
    if given.led or given.stood_by:
        return company
    return [*company, JUST_COMING] if given.came else [NOT_YET]


def led(done: Sequence[Done]) -> list[str]:
    """How often in all."""
    return [f"You took on a role {how_often(_times(done))}."] if done else []


def stood_by(done: Sequence[Done]) -> list[str]:
    """How often in all. Standing by is a help by itself."""
    return [f"You stood by {how_often(_times(done))}, ready to step in. That lets others say yes."] if done else []


def done_lines(done: Sequence[Done], most: int | None) -> list[str]:
    """A line a role, and one for whatever is beyond `most`."""

    def rest(left: Sequence[Done]) -> str:
        return f"And {len(left)} more roles, {how_often(_times(left))} in all"

    return _lines(done, most, lambda one: _done(one, short=_short(most)), rest)


def strength_lines(strengths: Sequence[tuple[str, str]], most: int | None) -> list[str]:
    """A line a strength, in their own words where they gave some."""

    def line(strength: tuple[str, str]) -> str:
        name, own = (wording.in_short(text) for text in strength) if _short(most) else strength
        return f"{name}: “{own}”" if own else name

    return _lines(strengths, most, line, lambda left: f"And {len(left)} more")


def how_often(times: int) -> str:
    """once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def _lines(
    every: Sequence[_Line], most: int | None, line: Callable[[_Line], str], rest: Callable[[Sequence[_Line]], str]
) -> list[str]:
    # One line more is no longer than the line that would stand for it.
    if most is None or len(every) <= most + 1:
        return [line(one) for one in every]
    return [*(line(one) for one in every[:most]), rest(every[most:])]


def _done(one: Done, *, short: bool) -> str:
    role = wording.in_short(one.role) if short else one.role
    return f"{role}: {how_often(one.times)}, {_months(one.first, one.last)}"


def _months(first: date, last: date) -> str:
    """in March 2026; from January to March 2026; from December 2025 to March 2026."""
    if (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B %Y}"
    return f"from {first:%B}{'' if first.year == last.year else f' {first.year}'} to {last:%B %Y}"


def _day(on: date) -> str:
    """On one line."""
    return wording.day(on).replace(" ", "\u00a0")


def _times(done: Sequence[Done]) -> int:
    return sum(one.times for one in done)


def _short(most: int | None) -> bool:
    return most is not None and most <= IN_SHORT
