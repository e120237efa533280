"""What a cell looks like, before anybody has said what its column holds."""

import re
from datetime import date

from services.clinic.imports.cells import Cell, as_text
from services.referrals.nhs_numbers import holds_nhs_number

# No pattern may take longer than a cell is long: a few megabytes in one cell would hold up everybody.
_EMAIL = re.compile(r"[^@\s]@[^@\s]{1,250}\.[^@\s]")
_DIGITS = re.compile(r"(?:\D*\d){6,}")
_DAY = re.compile(r"^\d{1,4}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ,]+\d{2,4}\b")


def looks_like_email(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_EMAIL.search(cell))


def looks_like_phone(cell: Cell) -> bool:
    """Nine digits or more, and nothing but what is written between them."""
    if isinstance(cell, bool | date):
        return False
    text = as_text(cell)
    if holds_nhs_number(text):
        return False
    return bool(re.fullmatch(r"[+()\d\s.\-/]{9,40}", text)) and _count(text) >= 9


def looks_like_name(cell: Cell) -> bool:
    """Two to five words of letters, each beginning with a capital but for a "van" or "de"."""
    if not isinstance(cell, str) or any(map(str.isdigit, cell)):
        return False
    words = cell.replace(",", " ").split()
    return 2 <= len(words) <= 5 and words[0][0].isalpha() and words[-1][:1].isupper()


def looks_like_day(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    return isinstance(cell, str) and bool(_DAY.match(cell))


def looks_like_yes_or_no(cell: Cell) -> bool:
    return isinstance(cell, bool) or (isinstance(cell, str) and cell.casefold() in {"yes", "no", "y", "n", "x"})


def looks_like_data(cell: Cell) -> bool:
    """Whether it is a value that no heading would be."""
    if isinstance(cell, str):
        return looks_like_email(cell) or looks_like_day(cell) or bool(len(cell) < 40 and _DIGITS.match(cell))
    return cell is not None


def _count(text: str) -> int:
    return sum(letter.isdigit() for letter in text)
