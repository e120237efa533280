"""What would happen to a list, line by line: nothing is written before it is confirmed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from sqlmodel import Session

from services import access, audit, clock
from services.clinic.imports import on_file
from services.clinic.imports.choices import Choices
from services.clinic.imports.deciding import decide
from services.clinic.imports.fates import Fate, Outcome
from services.clinic.imports.lines import Line
from services.clinic.imports.on_file import Run
from services.database import reading
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Preview:
    """Every line's fate, how many of each, and a word (`seen`) that stands for all of it when it is confirmed."""

    outcomes: tuple[Outcome, ...]
    counts: Mapping[Fate, int]
    seen: str

    @property
    def undated(self) -> int:
        """How many said yes to a consent that no day is given for, so that it is not recorded."""
        return sum(_yes_without_a_day(one) for one in self.outcomes)


@needs(Permission.KEEP_GRADUATES)
def preview(actor: Actor, lines: tuple[Line, ...], choices: Choices) -> Preview:
    """What would happen now. Writes nothing but who was looked at (R31).

    Raises:
        Invalid: the new programme or the day of consent needs mending, all of it named at once.
        NotFound: the programme is not the clinic's.
    """
    with reading() as db:
        outcomes = decided(db, actor, lines, choices)
    audit.looked(actor, "graduate", sorted(_shown(outcomes)))
    counted = Counter(outcome.fate for outcome in outcomes)
    return Preview(outcomes, {fate: counted[fate] for fate in Fate}, digest(outcomes))


def decided(db: Session, actor: Actor, lines: tuple[Line, ...], choices: Choices) -> tuple[Outcome, ...]:
    """The same inside a larger use case."""
    found = on_file.read(db, actor)
    return decide(lines, choices, found, _chosen(db, actor, choices, found.runs))


def digest(outcomes: tuple[Outcome, ...]) -> str:
    """Changes with anything that would be written, and with nothing else."""
    told = [(each.line, each.fate, each.place, each.who, each.consents) for each in outcomes]
    return sha256(repr(told).encode("utf-8", "replace")).hexdigest()


def _yes_without_a_day(one: Outcome) -> bool:
    said_yes = one.line.share is True or one.line.feedback is True
    return said_yes and not one.consents and one.fate in {Fate.ADD, Fate.COMPLETION}


def _shown(outcomes: tuple[Outcome, ...]) -> set[int]:
    """Everybody on file whom the outcomes show."""
    whom = {outcome.who.graduate_id for outcome in outcomes if outcome.who}
    perhaps = {candidate.graduate_id for outcome in outcomes for candidate in outcome.candidates}
    return {graduate_id for graduate_id in whom | perhaps if graduate_id is not None}


def _chosen(db: Session, actor: Actor, choices: Choices, runs: tuple[Run, ...]) -> Run | None:
    check = Checks()
    today = clock.today()
    on = choices.consent_on
    check.that(
        on is None or on <= today, "consent_on", "The day of consent is still to come. Choose the day it was given."
    )
    new = choices.new_programme
    made = None
    if new is not None:
        name = check.name("name", "The programme's name", new.name)
        first = check.day("starts_on", "The programme's first day", new.starts_on)
        last = check.day("ends_on", "The programme's last day", new.ends_on)
        if new.starts_on is not None and new.ends_on is not None:
            check.that(last >= first, "ends_on", "The last day is before the first day. Check both dates.")
        taken = any(run.name == name for run in runs)
        check.that(not taken, "name", "There is already a programme of that name. Choose it from the list instead.")
        made = Run(None, name, first, last)
    check.done()
    if made is not None or choices.programme_id is None:
        return made
    kept = access.programme(db, actor, choices.programme_id)
    return Run(kept.id, kept.name, kept.starts_on, kept.ends_on)
