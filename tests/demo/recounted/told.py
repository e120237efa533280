"""What one finding has to say: the rows of its table, and the numbers in its sentence and in what stands under it."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBER = rf"\d{{1,2}} (?:{'|'.join(MONTHS)})[a-z]* \d{{4}}|\d+(?:\.\d+)?"
# What a sentence says instead of a number, whatever it is about.
_WORDS = r"\bnobody\b|\bnone\b|too (?:early|few|small)"
FEWEST_FOR_PERCENT = 8


@dataclass(frozen=True)
class Told:
    """`sentence` has its numbers in their order, and among them what it says instead of one; so `words` and names too.

    `notes` are the numbers in what stands under the chart, and `method` those in how it was made. `rows` is None
    where there is no chart and no table.
    """

    sentence: list[str]
    notes: list[str]
    method: list[str]
    rows: list[tuple[str, ...]] | None
    words: tuple[str, ...] = ()


def numbers(text: str) -> list[str]:
    """Every number and day in a text, in order."""
    return re.findall(_NUMBER, text)


def tokens(text: str, words: tuple[str, ...] = ()) -> list[str]:
    """The same with what stands for a number, and with these words and names."""
    looked_for = [*map(re.escape, sorted(words, key=len, reverse=True)), _NUMBER, _WORDS]
    return re.findall("|".join(looked_for), text)


def day(on: date) -> str:
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def whole(number: Fraction | float) -> int:
    """The nearest whole number; half goes up."""
    return floor(number + Fraction(1, 2))


def tenths(number: Fraction | float) -> str:
    """8.2, 7: to one decimal, half goes up, and without it where that is nought."""
    return f"{whole(number * 10) / 10:.1f}".removesuffix(".0")


def days_named(days: list[date]) -> list[str]:
    """How the days of missing registers stand in a note: the newest four, after how many there were before them."""
    earlier = [str(len(days) - 4)] if len(days) > 4 else []
    return [*earlier, *map(day, days[-4:])]


def missing(days: list[date]) -> list[str]:
    """The same where the note first says how many there are."""
    return [str(len(days)), *days_named(days)] if days else []
