"""What the page says above its findings: of which days or of whom they are, and how new."""

from collections import Counter
from datetime import date

from tests.demo.recounted.days import local
from tests.demo.recounted.given_out import MONTHS, given_out
from tests.demo.recounted.raw import Look

NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def above(look: Look) -> list[str]:
    """Its numbers, in order."""
    newest = _day(local(look.recorded[-1].starts_at))
    if look.clinic_id is not None:
        return [*_agreed(look), *_others(look), newest]
    return [*map(_day, look.days if look.period != "all_time" else ()), newest]


def _agreed(look: Look) -> list[str]:
    return [str(sum(row.graduate_id in look.agreed for row in look.members.values())), str(MONTHS)]


def _others(look: Look) -> list[str]:
    """Each rounded number, the smallest first, and at how many group sessions; of one alone no number says so."""
    each = Counter(one.others for one in given_out(look))
    said = [(str(others or 8), [str(each[others])] if each[others] > 1 else []) for others in sorted(each)]
    return [*(word for number, times in said for word in (number, *times)), str(MONTHS)]


def _day(on: date) -> str:
    return f"{on.day} {NAMES[on.month - 1]} {on.year}"
