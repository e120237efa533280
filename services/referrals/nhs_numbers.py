"""NHS numbers in what people type, however they are written: they never go to the group (R2)."""

import re
from collections.abc import Iterator

# What stands between the digits: spaces of every kind, every hyphen and dash, and what no eye sees.
_BETWEEN = r"[\s.,/_\-\u2010-\u2015\u2212\u00ad\u00b7\u200b-\u200d\u2060\ufeff]{0,4}"
# Ten digits. None of these numbers begins with 0, and every phone number in the country does. Looked for from each
# digit anew, so that a year in front of one does not hide it.
_TEN_DIGITS = re.compile(rf"(?<!\d)(?=((?!0)\d(?:{_BETWEEN}\d){{9}})(?!\d))")
# Ten digits after one of these are the rest of a phone number.
_DIALLED_BEFORE = re.compile(rf"(?:\+|\b00)\d{{1,3}}{_BETWEEN}(?:\(0\){_BETWEEN})?$|\(0\){_BETWEEN}$")
# A day, and then a phone number of the country, whole: their digits belong to no other number.
_DAY = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)\d\d(?!\d)")
_PHONE = re.compile(r"(?<!\d)0\d(?:[\s.()\-]{0,3}\d){8,9}(?!\d)")


def holds_nhs_number(text: str) -> bool:
    """Whether ten digits in the text pass the NHS number's modulus 11 check (NHS Data Dictionary)."""
    return next(_found(text), None) is not None


def without_nhs_numbers(text: str) -> str:
    """The text with every NHS number taken out, and all of it where two may overlap."""
    kept, end = [], 0
    for first, last in _found(text):
        kept.append(text[end:first])
        end = max(end, last)
    return "".join((*kept, text[end:]))


def _found(text: str) -> Iterator[tuple[int, int]]:
    """Where each that there may be begins and ends."""
    searched = _PHONE.sub(_hidden, _DAY.sub(_hidden, text))
    for found in _TEN_DIGITS.finditer(searched):
        before = searched[max(0, found.start() - 20) : found.start()]
        if _passes(re.sub(r"\D", "", found[1])) and not _DIALLED_BEFORE.search(before):
            yield found.span(1)


def _hidden(found: re.Match[str]) -> str:
    """As many other characters, so that nothing after them moves."""
    return "x" * len(found[0])


def _passes(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])
