"""What a cell says of a consent: the day it was given, yes, no, or nothing."""

import re
from dataclasses import dataclass

from services import clock
from services.clinic.imports.cells import Cell, as_text
from services.clinic.imports.dates import About, read_day
from services.clinic.imports.lines import Said

_YES = (
    "yes y true 1 x ✓ ✔ ☑ ok agreed agree agrees consented consents consent given ticked tick signed obtained verbal "
    "verbally written email"
)
_NO = "no n false 0 declined declines refused refuses withheld withdrawn withdrew none not ✗ ✘ ☐ unticked"
_YES_WORDS, _NO_WORDS = frozenset(_YES.split()), frozenset(_NO.split())
# They neither give nor take: "yes, given on", "consent not given by phone".
_AROUND = "on by in the to date dated by phone at clinic form has been was is per"
_AROUND_WORDS = frozenset(_AROUND.split())
_DAY_IN_IT = re.compile(r"\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ,]+\d{2,4}|\d{8}")


@dataclass(frozen=True)
class Consented:
    """What a cell says. `ambiguous`: of a day whose day and month could be the other way round."""

    said: Said = None
    ambiguous: bool = False
    remark: str = ""
    problem: str = ""


def read_said(cell: Cell, *, day_first: bool = True) -> Consented:
    """Yes, no, the day it was given, or nothing. Words that could mean more than one thing count as nothing (R3)."""
    if cell is None or isinstance(cell, bool):
        return Consented(cell)
    if isinstance(cell, float | int) and cell in (0, 1):
        return Consented(bool(cell))
    text = as_text(cell)
    found = _DAY_IN_IT.search(text) if isinstance(cell, str) else None
    words = set(re.findall(r"[^\W\d_]+|[✓✔☑✗✘☐]|\b[01]\b", (text.replace(found[0], " ") if found else text).casefold()))
    if found or not isinstance(cell, str) or re.fullmatch(r"\d{5}", text):
        return _on_a_day(found[0] if found else cell, text, words if isinstance(cell, str) else set(), day_first)
    said = _meant(words)
    if said is None:
        return Consented(remark=f"“{text[:60]}” is neither yes nor no, so it counts as not given.")
    return Consented(said)


def day_in(cell: Cell) -> Cell:
    """The part of a cell that is written like a day."""
    found = _DAY_IN_IT.search(cell) if isinstance(cell, str) else None
    return found[0] if found else None


def _meant(words: set[str]) -> bool | None:
    """Yes or no, when every word says so and none says the other."""
    telling = words - _AROUND_WORDS
    if telling & _NO_WORDS:
        return False if telling <= _NO_WORDS | _YES_WORDS and not telling & {"yes", "y"} else None
    return True if telling and telling <= _YES_WORDS else None


def _on_a_day(cell: Cell, text: str, words: set[str], day_first: bool) -> Consented:
    if words - _AROUND_WORDS and _meant(words) is None:
        return Consented(remark=f"“{text[:60]}” is neither yes nor no, so it counts as not given.")
    if words & _NO_WORDS:
        return Consented(False)
    day = read_day(cell, About.LATELY, day_first=day_first)
    if day.problem or day.day is None:
        return Consented(problem=day.problem)
    if day.day > clock.today():
        return Consented(problem=f"“{text[:40]}” is in the future. Check the date.")
    return Consented(day.day, day.ambiguous)
