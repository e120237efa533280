"""What a report is made of, and which of it may leave: nothing does unless whoever builds the chapter says so (R26)."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.sheets.report import LeftOut
from services.sheets.report_wording import Version
from ui.charts.finding import Finding


@dataclass(frozen=True)
class Withheld:
    """Not given: `why` says so in a sentence that tells nothing of the figures."""

    why: str


@dataclass(frozen=True)
class Chapter:
    """One question of a report.

    `finding` is what the group itself is told, or why it is told nothing. `given_outside` is the finding that may
    leave, made of figures that treat everyone as the second part of R26 or that say nothing about people; or why
    there is none. It has no default on purpose.
    """

    heading: str
    finding: Finding | Withheld
    given_outside: Finding | Withheld


@dataclass(frozen=True)
class Contents:
    """What one version of a report gives, with its headings, and what it does not."""

    given: tuple[tuple[str, Finding], ...]
    left_out: tuple[LeftOut, ...]


def contents(chapters: Sequence[Chapter], version: Version) -> Contents:
    """What this version holds. Only `given_outside` ever reaches the one for outside."""
    group = version is Version.GROUP
    told = [(one.heading, one.finding if group else one.given_outside) for one in chapters]
    return Contents(
        tuple((heading, given) for heading, given in told if isinstance(given, Finding)),
        tuple(LeftOut(heading, given.why) for heading, given in told if isinstance(given, Withheld)),
    )
