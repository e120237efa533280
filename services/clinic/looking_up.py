"""What staff type to find somebody: a name, a date of birth, or a phone number, together or alone."""

import re
from contextlib import suppress
from datetime import date

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import col

from models import NAME, Graduate
from services import clock
from services.search import matches

_DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_PHONE = re.compile(r"\+?\d[\d ()-]{2,}\d")
_LEAST_DIGITS = 4


def looks_for(typed: str) -> ColumnElement[bool]:
    """The condition that a graduate fits all that was typed: 3/11/1960 is a date of birth, 4 digits or more are of
    a phone number, every other word stands in a name.
    """
    typed, wanted = typed[:NAME], []
    born_on, typed = _date_in(typed)
    if born_on is not None:
        wanted.append(col(Graduate.born_on) == born_on)
    if (found := _PHONE.search(typed)) and len(digits := re.sub(r"\D", "", found[0])) >= _LEAST_DIGITS:
        # Numbers are kept as people in the United Kingdom write them, with spaces.
        if digits.startswith(("44", "0044")) and len(digits) > 11:
            digits = "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
        wanted.append(func.replace(col(Graduate.phone), " ", "").like(f"%{digits}%"))
        typed = typed.replace(found[0], " ")
    return and_(matches(typed, col(Graduate.preferred_name), col(Graduate.full_name)), *wanted)


def _date_in(typed: str) -> tuple[date | None, str]:
    """The first date in what was typed, day before month, and the rest."""
    for shape, order in ((_ISO, (1, 2, 3)), (_DAY, (3, 2, 1))):
        if found := shape.search(typed):
            year, month, day = (int(found[place]) for place in order)
            with suppress(ValueError):
                return date(_whole_year(year), month, day), typed.replace(found[0], " ")
    return None, typed


def _whole_year(year: int) -> int:
    """Of two digits, the latest year that is not to come."""
    this_year = clock.today().year
    if year >= 100:
        return year
    return year + this_year - this_year % 100 - (100 if year > this_year % 100 else 0)
