"""First visits by quarter as columns, with how often somebody new comes, in words (R23, R28)."""

import altair as alt

from services.engagement.disclosure import Scope
from services.engagement.newcomers import Newcomers, Quarter
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from ui.charts.columns import Column, columns
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import not_recorded
from ui.charts.numbers import tenths
from ui.words import many, short_day

YEARS_FROM = 12  # quarters
BEGAN = "Those who came to the group's very first group session began it, and are not counted as new."
FIRST = "Somebody is new at their first visit in a finished register."
QUARTERS = "Three months are counted back from the last day, so that each is as long as the next."
RANGE = "“Plausibly” holds how often that may be, since people come one by one (Garwood, 95% interval)."
TOO_FEW = f"How often somebody new comes can be said from three months and {SMALLEST_FOR_PERCENT} new people up."


def newcomers_finding(newcomers: Newcomers) -> Finding:
    """The chart, the sentence and the table of newcomers over at least one quarter."""
    # Over many years the months beside them would overlap.
    named = "%Y" if len(newcomers.quarters) > YEARS_FROM else "%b %Y"
    axis = alt.Axis(format=named, tickCount=4, labelOverlap=True, labelFlush=True, grid=False)
    spec = columns(
        [_column(quarter) for quarter in newcomers.quarters], alt.X("since:T", title=None, axis=axis), "New people"
    )
    newest_first = reversed(newcomers.quarters)
    table = Table(("Three months", "New people"), tuple((_days(one), str(one.newcomers)) for one in newest_first))
    notes = (not_recorded(newcomers.not_recorded), BEGAN)
    method = (FIRST, QUARTERS, RANGE if newcomers.rate else TOO_FEW)
    return Finding(spec, _sentence(newcomers), table, tuple(note for note in notes if note), method)


def _sentence(newcomers: Newcomers) -> str:
    first, last = newcomers.quarters[0], newcomers.quarters[-1]
    since = f"From {short_day(first.since)} to {short_day(last.until)}"
    sentence = f"{since}, {_who(newcomers)} came for the first time"
    if newcomers.total and len(newcomers.quarters) > 1:
        sentence += f": {last.newcomers or 'none'} in the newest three months"
    return f"{sentence}{_often(newcomers)}."


def _who(newcomers: Newcomers) -> str:
    if newcomers.scope is Scope.EVERYONE:
        return many(newcomers.total, "person", "people") if newcomers.total else "nobody"
    return f"{newcomers.total or 'none'} of the people who agreed to feedback"


def _often(newcomers: Newcomers) -> str:
    if newcomers.rate is None:
        return ""
    rate, within = newcomers.rate.value, newcomers.rate.interval
    plausibly = f"plausibly {tenths(within.low)} to {tenths(within.high)}"
    if len(newcomers.quarters) == 1:
        return f" ({plausibly} every three months)"
    return f", {tenths(rate)} in an average three months ({plausibly})"


def _column(quarter: Quarter) -> Column:
    # Drawn to the midnight that ends the last day, so that columns touch.
    return Column(
        f"{quarter.since.isoformat()}T00:00:00",
        f"{quarter.until.isoformat()}T23:59:59",
        quarter.newcomers,
        f"{_days(quarter)}: {quarter.newcomers}",
    )


def _days(quarter: Quarter) -> str:
    return f"{short_day(quarter.since)} to {short_day(quarter.until)}"
