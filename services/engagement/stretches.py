"""Months, quarters or years in a row, for figures over time."""

from dataclasses import dataclass
from datetime import date

MOST = 25  # a period of 24 months from the middle of one touches so many; more cannot be read on a telephone
QUARTER = 3
_LENGTHS = (1, QUARTER, 12)


@dataclass(frozen=True)
class Stretch:
    """`months` calendar months from the day `begins`: a month, a quarter or a year."""

    begins: date
    months: int


def stretches(first: date, last: date, *, shortest: int = 1) -> tuple[Stretch, ...]:
    """Every stretch from the one that holds `first` to the one that holds `last`, none left out.

    All are as short as leaves at most 25 of them: months, else quarters, else years.

    Args:
        shortest: 1, or 3 for nothing shorter than quarters.
    """
    possible = [_row(first, last, months) for months in _LENGTHS if months >= shortest]
    return next((row for row in possible if len(row) <= MOST), possible[-1])


def of(day: date, months: int) -> Stretch:
    """The stretch of that many months (1, 3 or 12) that holds `day`."""
    return Stretch(date(day.year, (day.month - 1) // months * months + 1, 1), months)


def _row(first: date, last: date, months: int) -> tuple[Stretch, ...]:
    row = [of(first, months)]
    while row[-1] != of(last, months):
        ahead = row[-1].begins.month - 1 + months
        row.append(Stretch(date(row[-1].begins.year + ahead // 12, ahead % 12 + 1, 1), months))
    return tuple(row)
