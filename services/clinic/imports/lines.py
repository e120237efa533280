"""One line of a clinic's list, as far as it could be read: what the reading hands on to the importing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.clinic.graduates import Details


class Holds(StrEnum):
    """What a column of a list holds."""

    NOTHING = "nothing"
    PREFERRED_NAME = "preferred_name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    BORN_ON = "born_on"
    PHONE = "phone"
    EMAIL = "email"
    CONTACT_WHEN = "contact_when"
    BEST_HOPES = "best_hopes"
    ADJUSTMENTS = "adjustments"
    WITHOUT_ADJUSTMENTS = "without_adjustments"
    PROGRAMME = "programme"
    COMPLETED_ON = "completed_on"
    SHARE = "share"
    FEEDBACK = "feedback"


# What a list says of a consent: the day it was given, yes without a day, no, or nothing.
Said = date | bool | None


@dataclass(frozen=True)
class Line:
    """One line. With `problems` it cannot go in, and they say why; `remarks` say how something was read.

    `number` is the row's as the spreadsheet counts, from 1; `cells` are as they stood, for the file of lines
    left out. `programme` is as written, "" where the list does not say; `completed_on` None likewise.
    """

    number: int
    cells: tuple[str, ...]
    details: Details | None
    programme: str = ""
    completed_on: date | None = None
    share: Said = None
    feedback: Said = None
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
