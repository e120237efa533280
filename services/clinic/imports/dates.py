"""Days as lists write them: day first unless told otherwise, and every doubt about them known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import isfinite

from services import clock
from services.clinic.imports.cells import Cell


class About(StrEnum):
    """What the day is of, which tells the century of a year in two digits."""

    BIRTH = "birth"
    LATELY = "lately"


@dataclass(frozen=True)
class Day:
    """What a cell says of a day. `ambiguous`: day and month could be the other way round."""

    day: date | None = None
    ambiguous: bool = False
    problem: str = ""


_NAMES = "january february march april may june july august september october november december"
_MONTHS = {spelt: number for number, name in enumerate(_NAMES.split(), 1) for spelt in (name, name[:3], name[:4])}
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,]+", re.IGNORECASE)
_TIME = re.compile(
    r"(?<![T\s,])[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]m|z|[+-]\d\d:?\d\d)?$", re.IGNORECASE
)
_NUMBERS = re.compile(r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{2}|\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})$")
_RUN = re.compile(r"^\d{8}$")
_DAY_MONTH = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]*(?:of\s+)?([a-z]{3,9})[\s\-/.,']*(\d{4}|\d{2})$", re.IGNORECASE
)
_MONTH_DAY = re.compile(r"^([a-z]{3,9})[\s\-/.]*(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,']+(\d{4}|\d{2})$", re.IGNORECASE)
_SERIAL = re.compile(r"^\d{4,5}(?:\.\d+)?$")
# Excel counts days from here; the first it could be is in 1909, and a four-digit year is no such count.
_FIRST_DAY = date(1899, 12, 30)
_SERIALS = range(3500, 80000)
_YOUNGEST, _OLDEST = 10, 115


def read_day(cell: Cell, about: About, *, day_first: bool = True) -> Day:
    """The day that a cell gives; nothing at all for an empty one.

    A day that cannot be, or no day at all, is a `problem` in words. 3/11/2026 is `ambiguous`; 13/11/2026 is not, and
    is read the one way it can be whatever `day_first` says.
    """
    if cell is None or isinstance(cell, bool):
        return Day() if cell is None else Day(problem="This is not a date. Write it as 3/11/2026.")
    if isinstance(cell, date):
        return _sensible(cell, about, str(cell))
    text = _TIME.sub("", _WEEKDAY.sub("", str(cell).strip()))
    if isinstance(cell, float | int) or _SERIAL.match(text):
        return _from_serial(float(text), about, text)
    parts = _parts(text, about, day_first)
    if parts is None:
        return Day(problem=f"“{text[:40]}” is not a date that can be read. Write it as 3/11/2026.")
    (year, month, day), ambiguous = parts
    try:
        return replace(_sensible(date(year, month, day), about, text), ambiguous=ambiguous)
    except ValueError:
        return Day(problem=f"“{text[:40]}” is no day of any calendar. Check the day and the month.")


def order_of(cells: Iterable[Cell]) -> bool | None:
    """Whether a column's dates are day first, by those that can be only one way; None when none tells, or they differ.

    >>> order_of(["3/11/2026", "25/11/2026"]), order_of(["11/25/2026"]), order_of(["3/11/2026"])
    (True, False, None)
    """
    told = {order for order in map(_order, cells) if order is not None}
    return told.pop() if len(told) == 1 else None


def _order(cell: Cell) -> bool | None:
    found = _NUMBERS.match(_TIME.sub("", cell)) if isinstance(cell, str) else None
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    return first > 12 if (first > 12) != (second > 12) else None


def _parts(text: str, about: About, day_first: bool) -> tuple[tuple[int, int, int], bool] | None:
    """Year, month and day as written, and whether the two could be swapped."""
    if found := _NUMBERS.match(text):
        first, second = int(found[1]), int(found[2])
        swapped = second > 12 >= first or (not day_first and first <= 12)
        day, month = (second, first) if swapped else (first, second)
        return (_year(found[3], about), month, day), first != second and first <= 12 and second <= 12
    if found := _YEAR_FIRST.match(text):
        return (int(found[1]), int(found[2]), int(found[3])), False
    if _RUN.match(text):
        year_first = text[:2] in ("19", "20") and int(text[4:6]) <= 12
        parts = (text[:4], text[4:6], text[6:]) if year_first else (text[4:], text[2:4], text[:2])
        return (int(parts[0]), int(parts[1]), int(parts[2])), False
    if (found := _DAY_MONTH.match(text)) and found[2].casefold() in _MONTHS:
        return (_year(found[3], about), _MONTHS[found[2].casefold()], int(found[1])), False
    if (found := _MONTH_DAY.match(text)) and found[1].casefold() in _MONTHS:
        return (_year(found[3], about), _MONTHS[found[1].casefold()], int(found[2])), False
    return None


def _year(text: str, about: About) -> int:
    """The year of two digits: a grown-up's birth, else the nearest to now."""
    if len(text) > 2:
        return int(text)
    now = clock.today().year
    year = now - now % 100 + int(text)
    if about is About.BIRTH:
        return year if year <= now - _YOUNGEST else year - 100
    return min((year - 100, year, year + 100), key=lambda each: abs(each - now))


def _from_serial(number: float, about: About, text: str) -> Day:
    if 1900 <= number <= 2100:
        return Day(problem=f"“{text}” is only a year. Write the whole date, as in 3/11/2026.")
    # A workbook can hold a number so large that it reads as endless.
    if not isfinite(number) or int(number) not in _SERIALS:
        return Day(problem=f"“{text[:40]}” is not a date that can be read. Write it as 3/11/2026.")
    return _sensible(_FIRST_DAY + timedelta(days=int(number)), about, text)


def _sensible(day: date, about: About, text: str) -> Day:
    """The day, unless nobody alive was born on it, or nothing of ours happened so long ago."""
    age = clock.today().year - day.year
    if about is About.BIRTH and age > _OLDEST:
        return Day(problem=f"“{text}” would make them {age} years old. Check the year.")
    if about is About.BIRTH and day <= clock.today() and age < _YOUNGEST:
        return Day(problem=f"“{text}” would make them {age} years old. Check the year.")
    if about is About.LATELY and not -5 <= age <= 50:
        return Day(problem=f"“{text}” is in the year {day.year}. Check the year.")
    return Day(day)
