"""What a report on engagement says around its findings."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from services.engagement.outside import OVER
from services.engagement.periods import Period, days
from services.sheets import wording


class Version(StrEnum):
    """For whom a report is made."""

    GROUP = "group"  # the group itself: everyone is counted
    OUTSIDE = "outside"  # anybody else: only what was given for it (R26)


FOR = {
    Version.GROUP: "The group itself. Everyone in the group is counted.",
    Version.OUTSIDE: (
        "People outside the group. It leaves out whatever could tell something about one person, "
        "whether or not they agreed to share it."
    ),
}
COUNTED = "How it was counted, and what is missing"
LEFT_OUT = "What this report leaves out, and why"
NOTHING = "No finding can be given outside the group yet."
NO_REGISTER = "No register has been finished yet."
UNPRINTABLE = "Some letters or signs could not be printed here."


def title(group: str) -> str:
    """What the document is called."""
    return f"How {group} is doing"


def period(chosen: Period, today: date) -> str:
    """From the first day to the last, both among it; a period without a beginning only says its end."""
    first, last = days(chosen, today)
    return f"Up to {wording.day(last)}" if chosen is Period.ALL_TIME else f"{wording.day(first)} to {wording.day(last)}"


def over(version: Version, chosen: Period, today: date) -> str:
    """The period of a version; attendance has one of its own outside, whatever was chosen (R26)."""
    said = period(chosen, today)
    return said if version is Version.GROUP or chosen is OVER else f"{said}; coming to the group: the last 24 months"


def withheld(headings: Sequence[str], why: str) -> str:
    """The findings that are not in it, with the reason that they share."""
    return f"{'; '.join(headings)}: {why}"


def age(latest_register: date | None) -> str:
    """How new the figures are."""
    return f"Newest finished register: {wording.day(latest_register)}." if latest_register else NO_REGISTER
