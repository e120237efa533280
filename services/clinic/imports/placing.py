"""Which programme a line's person completed, and when (R1)."""

from dataclasses import dataclass
from datetime import date

from services import clock
from services.clinic.imports.lines import Line
from services.clinic.imports.on_file import Run


@dataclass(frozen=True)
class Place:
    """A completion to record."""

    run: Run
    completed_on: date


class Misplaced(Exception):
    """The line cannot go into a programme; the text says why and what to do."""


def placed(line: Line, runs: tuple[Run, ...], chosen: Run | None) -> Place:
    """Where the line goes: its own programme, else the chosen one, on its own day, else the programme's last.

    Raises:
        Misplaced: no such programme, or a day that R1 refuses.
    """
    run = _run(line.programme, runs, chosen)
    day = line.completed_on or run.ends_on
    if day > clock.today():
        raise Misplaced(
            f"They complete {run.name} on {in_words(day)}, which is still to come: bring them in from that day."
        )
    if day < run.starts_on:
        raise Misplaced(
            f"They would have completed {run.name} on {in_words(day)}, before it began on "
            f"{in_words(run.starts_on)}: check the date or the programme."
        )
    return Place(run, day)


def in_words(on: date) -> str:
    """26 Nov 2026."""
    return f"{on.day} {on:%b %Y}"


def _run(written: str, runs: tuple[Run, ...], chosen: Run | None) -> Run:
    if not _plain(written):
        if chosen is None:
            raise Misplaced("The line names no programme and none is chosen: choose the programme they completed.")
        return chosen
    candidates: tuple[Run, ...] = runs if chosen is None else (*runs, chosen)
    for run in candidates:
        if _plain(run.name) == _plain(written):
            return run
    raise Misplaced(f"There is no programme called “{written}” here: add it first, or mend the name.")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
