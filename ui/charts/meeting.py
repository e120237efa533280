"""How many others people have met, as columns: a count, and nobody's name (R23, R28)."""

from math import ceil, floor

import altair as alt

from services.engagement.disclosure import Scope
from services.engagement.meeting import Meeting
from services.engagement.statistics.medians import Median
from ui.charts.columns import Column, columns
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import not_recorded
from ui.words import many

MOST_COLUMNS = 8
MET = "Two people have met when both came to the same group session."
MIDDLE = "The dashed line is the middle person."
RANGE = "“Plausibly” is where the middle lies, whichever people had happened to come (95% interval from ranks)."
AGREED = "Those met are people who agreed to feedback too; others are not counted."


def meeting_finding(meeting: Meeting) -> Finding:
    """The chart, the sentence and the table of at least two people who came."""
    spans = _spans(meeting)
    spec = columns(
        [Column(low - 0.5, high + 0.5, count, f"{_others(low, high)}: {many(count, 'person', 'people')}")
         for low, high, count in spans],
        _axis(spans),
        "People",
        rule=meeting.median.value if meeting.median else None,
    )  # fmt: skip
    table = Table(("Others met", "People"), tuple((_others(low, high), str(count)) for low, high, count in spans))
    met = f"{MET} {MIDDLE}" if meeting.median else MET
    notes = [not_recorded(meeting.not_recorded), met, AGREED if meeting.scope is Scope.AGREED else ""]
    return Finding(spec, _sentence(meeting), table, tuple(note for note in notes if note), _method(meeting))


def _sentence(meeting: Meeting) -> str:
    of = many(len(meeting.met), "person", "people")
    who = f"the {of} who came" if meeting.scope is Scope.EVERYONE else f"the {of} who agreed to feedback and came"
    of_them = " of them" if meeting.scope is Scope.AGREED else ""
    if meeting.median is None:
        fewest, most = meeting.met[0], meeting.met[-1]
        met = f"{_others(fewest, most)} {'other' if most == 1 else 'others'}{of_them}"
        return f"{who[0].upper()}{who[1:]} have met {met} each: too few people to say what is usual."
    # Half of them: between 16 and 17 lies nobody, and as many have met 17 or more as have met fewer.
    middle = ceil(meeting.median.value)
    others = "other" if middle == 1 else "others"
    return f"Of {who}, half have met {middle} or more {others}{of_them}{_plausibly(meeting.median)}."


def _plausibly(median: Median) -> str:
    if median.interval is None or median.interval.low == median.interval.high:
        return ""
    return f" (plausibly {floor(median.interval.low)} to {ceil(median.interval.high)})"


def _method(meeting: Meeting) -> tuple[str, ...]:
    if meeting.middle_half is None:
        return ()
    low, high = floor(meeting.middle_half.low), ceil(meeting.middle_half.high)
    return RANGE, f"The middle half of them have met {_others(low, high)} each."


def _others(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _spans(meeting: Meeting) -> list[tuple[int, int, int]]:
    """(fewest, most, people) of each column: whole numbers, equally many in each, from 0 or from the fewest."""
    fewest, most = meeting.met[0], meeting.met[-1]
    wide = -(-(most - fewest + 1) // MOST_COLUMNS)
    begins = fewest // wide * wide
    return [
        (low, low + wide - 1, sum(low <= one < low + wide for one in meeting.met))
        for low in range(begins, most + 1, wide)
    ]


def _axis(spans: list[tuple[int, int, int]]) -> alt.X:
    # A tick at the middle of every column, named by its numbers as the table names it.
    middles = {(low + high) / 2: _others(low, high).replace(" to ", "–") for low, high, _ in spans}
    names = " : ".join(f"datum.value == {at} ? '{name}'" for at, name in middles.items())
    axis = alt.Axis(values=list(middles), labelExpr=f"{names} : ''", grid=False, labelOverlap=True)
    ends = [spans[0][0] - 0.5, spans[-1][1] + 0.5]
    return alt.X("since:Q", title="Others met", axis=axis, scale=alt.Scale(domain=ends, nice=False, zero=False))
