"""Why people leave, as a bar a reason. Managing well is good news, and said so (R23, R27)."""

from models import LeavingReason
from services.engagement.disclosure import Scope
from services.engagement.leaving import Leaving
from ui.charts.finding import Finding, Table
from ui.charts.named_bars import named_bars_spec
from ui.charts.part import part
from ui.words import many

WORDS = {
    LeavingReason.TIME_AND_TRAVEL: "The time or the journey did not work",
    LeavingReason.HEALTH: "Health came first",
    LeavingReason.MANAGING_WELL: "Managing well without the group",
    LeavingReason.NO_CONNECTION: "Did not find a connection here",
    LeavingReason.UNKNOWN: "We do not know",
}


def leaving_finding(leaving: Leaving) -> Finding:
    """The chart, the sentence and the table of at least one person's leaving."""
    bars = [(f"{WORDS[reason]}: {count}", count) for reason, count in leaving.reasons]
    rows = tuple((WORDS[reason], part(count, leaving.people)) for reason, count in leaving.reasons)
    return Finding(named_bars_spec(bars), _sentence(leaving), Table(("Why", "People"), rows), _notes())


def _sentence(leaving: Leaving) -> str:
    whose = "" if leaving.scope is Scope.EVERYONE else " who agreed to feedback and"
    well = leaving.because(LeavingReason.MANAGING_WELL)
    people = f"Of {many(leaving.people, 'person', 'people')}{whose} who left in this time"
    if well:
        good = f"{people}, {well} left because they are managing well, which is good news"
        return f"{good}{_others(leaving)}."
    reason, count = leaving.reasons[0]
    return f"{people}, {count} said: {WORDS[reason].lower()}." if reason is not LeavingReason.UNKNOWN else (
        f"{people}, we do not know why for {count}."
    )  # fmt: skip


def _others(leaving: Leaving) -> str:
    """The most frequent of the other reasons that are known."""
    known = [
        (reason, count)
        for reason, count in leaving.reasons
        if count and reason not in (LeavingReason.MANAGING_WELL, LeavingReason.UNKNOWN)
    ]
    if not known:
        return ""
    reason, count = known[0]
    return f"; for {count}, {WORDS[reason][0].lower()}{WORDS[reason][1:]}"


def _notes() -> tuple[str, ...]:
    return (
        "Counted are people who came at least once and whose leaving was recorded. Who came back has not left. "
        "Asking why, kindly, helps the group.",
    )
