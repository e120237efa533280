"""What may become of a line of a list, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.clinic.consent_statements import ConsentGiven
from services.clinic.imports.lines import Line
from services.clinic.imports.placing import Place


class Fate(StrEnum):
    """What happens to a line."""

    ADD = "add"
    """Somebody new, with this programme."""

    COMPLETION = "completion"
    """Somebody on file, or on an earlier line: this programme is added to theirs."""

    CONSENT = "consent"
    """On file with this programme already: only a consent is added, where none was ever recorded."""

    ALREADY = "already"
    """On file with this programme: nothing to add."""

    ASK = "ask"
    """Looks like somebody already there; until the clinic says, the line is left out."""

    REPEAT = "repeat"
    """The same person and programme as an earlier line."""

    LEFT_OUT = "left_out"
    """It cannot go in, or the clinic chose to leave it out."""


WRITTEN = frozenset({Fate.ADD, Fate.COMPLETION, Fate.CONSENT})
# What comes back in a file: nobody is lost because a question stayed open.
HANDED_BACK = frozenset({Fate.ASK, Fate.LEFT_OUT})


@dataclass(frozen=True)
class Candidate:
    """Somebody a line may speak of: on file (`graduate_id`), or on an earlier line of the list (`line`)."""

    name: str
    born_on: date | None
    why: str
    completed: tuple[str, ...] = ()
    graduate_id: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Who:
    """Whom a line speaks of: somebody on file, or somebody whom an earlier line adds. Exactly one is set."""

    graduate_id: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Outcome:
    """One line's fate with its reason in a sentence; `notes` say what else there is to know."""

    line: Line
    fate: Fate
    reason: str
    notes: tuple[str, ...] = ()
    place: Place | None = None
    who: Who | None = None
    consents: tuple[ConsentGiven, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def name(self) -> str:
        """Whom the line names, as it does."""
        details = self.line.details
        return (details.full_name or details.preferred_name) if details else ""
