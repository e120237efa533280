"""What is chosen on screen before a list goes in: the programme, how consent was given, and who is who."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models import ConsentHow


class Says(StrEnum):
    """The clinic's word on a line that looks like somebody already there."""

    SAME = "same"
    SOMEONE_ELSE = "someone_else"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class Answer:
    """The word on one line; with `SAME`, who it is: somebody on file, or on another line of the list."""

    line: int
    says: Says
    graduate_id: int | None = None
    other_line: int | None = None


@dataclass(frozen=True)
class NewProgramme:
    """A programme to add together with the list."""

    name: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Choices:
    """The programme is one on file or a new one; lines that name their own go there.

    `consent_on` is the day for those whose list says yes without one; None: such a yes is not recorded.
    """

    programme_id: int | None = None
    new_programme: NewProgramme | None = None
    consent_how: ConsentHow = ConsentHow.PAPER
    consent_on: date | None = None
    answers: tuple[Answer, ...] = ()
