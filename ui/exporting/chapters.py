"""What a report is made of, and which of it may leave: nothing does unless whoever builds the chapter says so (R26)."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.sheets.report import LeftOut
from services.sheets.report_wording import Version
from ui.charts.finding import Finding


@dataclass(frozen=True)
class Kept:
    """Not given outside: `why` says so in a sentence that tells nothing of the figures."""

    why: str


@dataclass(frozen=True)
class Chapter:
    """One question of a report.

    `finding` is what the group itself is told, if there is anything to tell. `given_outside` is the finding that may
    leave, made of figures that treat everyone as the second part of R26 or that say nothing about people; or why
    there is none. It has no default on purpose.
    """

    heading: str
    finding: Finding | None
    given_outside: Finding | Kept


@dataclass(frozen=True)
class Contents:
    """What one version of a report gives, with its headings, and what it does not."""

    given: tuple[tuple[str, Finding], ...]
    left_out: tuple[LeftOut, ...]


def contents(chapters: Sequence[Chapter], version: Version) -> Contents:
    """What this version holds. Only `given_outside` ever reaches the one for outside."""
    if version is Version.GROUP:
        return Contents(tuple((one.heading, one.finding) for one in chapters if one.finding), ())
    outside = [(one.heading, one.given_outside) for one in chapters]
    return Contents(
        tuple((heading, given) for heading, given in outside if isinstance(given, Finding)),
        tuple(LeftOut(heading, given.why) for heading, given in outside if isinstance(given, Kept)),
    )
