"""Why people leave, as a bar a reason. Managing well is good news, and said so (R23, R27)."""

from models import LeavingReason
from services.engagement.disclosure import Scope
from services.engagement.leaving import Leaving
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from ui.charts.bars import Bar, lying_bars
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import missing_in_words
from ui.charts.part import part
from ui.words import many

WORDS = {
    LeavingReason.TIME_AND_TRAVEL: "The time or the journey did not work",
    LeavingReason.HEALTH: "Health came first",
    LeavingReason.MANAGING_WELL: "Managing well without the group",
    LeavingReason.NO_CONNECTION: "Did not find a connection here",
    LeavingReason.UNKNOWN: "We do not know",
}


# One sentence of its own for each, after how many it is true of.
SAID = {
    LeavingReason.TIME_AND_TRAVEL: "For {} the time or the journey did not work",
    LeavingReason.HEALTH: "For {} health came first",
    LeavingReason.MANAGING_WELL: "{} {} managing well without the group, which is good news",
    LeavingReason.NO_CONNECTION: "{} did not find a connection here",
    LeavingReason.UNKNOWN: "For {} we do not know why",
}
COUNTED = "Who never came, or came back, is not counted. Asking why, kindly, helps the group."
NOTED = (
    "Counted are people who came at least once, and whose leaving was noted under Members in this time. "
    "Some may have come lately, and others who stopped may not be noted."
)

RANGE = "The range of a share is where it plausibly lies (Wilson, 95%)."


def leaving_finding(leaving: Leaving) -> Finding:
    """The chart, the sentence and the table of at least one person's leaving."""
    bars = [Bar(f"{WORDS[reason]}: {count}", count) for reason, count in leaving.reasons]
    rows = tuple((WORDS[reason], part(count, leaving.people)) for reason, count in leaving.reasons)
    notes = tuple(filter(None, (missing_in_words(leaving.not_recorded), COUNTED)))
    method = (NOTED, RANGE) if leaving.people >= SMALLEST_FOR_PERCENT else (NOTED,)
    return Finding(lying_bars(bars, "Reason"), _sentence(leaving), Table(("Why", "People"), rows), notes, method)


def _sentence(leaving: Leaving) -> str:
    """Of those who are noted to have left: not to be taken for those who have not come lately."""
    whose = "" if leaving.scope is Scope.EVERYONE else " who agreed to feedback"
    noted = f"The group noted that {many(leaving.people, 'person', 'people')}{whose} left in this time"
    return ". ".join((noted, *_reasons(leaving))) + "."


def _reasons(leaving: Leaving) -> list[str]:
    """The good news, and the most frequent of the other reasons that are known; that none is, where none is."""
    given = [(reason, count) for reason, count in leaving.reasons if count]
    well = [one for one in given if one[0] is LeavingReason.MANAGING_WELL]
    known = [one for one in given if one[0] not in (LeavingReason.MANAGING_WELL, LeavingReason.UNKNOWN)]
    return [SAID[reason].format(count, "is" if count == 1 else "are") for reason, count in (*well, *known[:1])] or [
        SAID[LeavingReason.UNKNOWN].format(leaving.people)
    ]
