"""How many come, as it may leave for outside: two rounded numbers for each group session (R26, R28)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

from services.engagement.disclosure import FEWEST, STEP, Rounded
from services.engagement.outside import SessionOutside
from ui.charts.days import month_axis
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import not_recorded
from ui.words import many, short_day

AGREED, OTHERS = "People who agreed to feedback", "Everyone else"
NOTES = (
    "Every number is rounded: fewer than 8, or to the nearest 5. The two are not added up, so that nobody can be "
    "picked out of a small number.",
    "It is of the last 24 months, whatever period the report is for. A group session that was cancelled, or has no "
    "finished register, is not in it.",
)
METHOD = ("Each stands as it was a week or more after the register was finished, and stays so.",)
PARTS = "People are counted in two parts, those who agreed to feedback and everyone else"
UP_TO = f", so up to {2 * (FEWEST - 1)} people together"
FEWER = f"Fewer than {FEWEST}"
HEIGHT = 220


def outside_finding(told: Sequence[SessionOutside], missing: Sequence[date]) -> Finding:
    """The chart, the sentence and the table of at least one group session that was given out.

    `missing`: the days of those 24 months whose register is not finished.
    """
    rows = tuple((short_day(one.on), rounded(one.given_out.agreed), rounded(one.given_out.others)) for one in told)
    notes = (not_recorded(missing), *NOTES) if missing else NOTES
    return Finding(_drawn(told), _sentence(told), Table(("Group session", AGREED, OTHERS), rows), notes, METHOD)


def rounded(number: Rounded) -> str:
    """In words for a cell of a table."""
    return FEWER if number.fewer_than_8 else f"About {number.about}"


def _sentence(told: Sequence[SessionOutside]) -> str:
    number = sum(not (one.given_out.agreed.fewer_than_8 and one.given_out.others.fewer_than_8) for one in told)
    over = f"{short_day(told[0].on)} to {short_day(told[-1].on)}"
    sessions = many(len(told), "group session")
    if not number:
        return f"{PARTS}: at {sessions} from {over}, fewer than 8 of each came{UP_TO}."
    rest = "" if number == len(told) else f"; at the others fewer than 8 of each{UP_TO}"
    return f"{PARTS}: at {number} of {sessions} from {over}, 8 or more of one of them came{rest}."


def _drawn(told: Sequence[SessionOutside]) -> dict[str, Any]:
    kinds = alt.Scale(domain=[AGREED, OTHERS])
    legend = alt.Legend(title=None, orient="top", direction="vertical", labelLimit=320)
    # In words and not in numbers: "fewer than 8" has no place on a scale. Each part has its own line of each, so that
    # none lies on the other.
    buckets = alt.Scale(domain=_buckets(told), paddingInner=0, paddingOuter=0)
    points = (
        alt.Chart(alt.InlineData(values=_points(told)))
        .mark_point(filled=True, size=60, opacity=1)
        .encode(
            x=alt.X("on:T", title=None, axis=month_axis(told[0].on, told[-1].on)),
            y=alt.Y("came:O", title=None, scale=buckets, axis=alt.Axis(grid=True, tickBand="extent")),
            yOffset=alt.YOffset("part:N", scale=kinds),
            shape=alt.Shape("part:N", scale=kinds, legend=legend),
            color=alt.Color("part:N", scale=kinds, legend=legend),
            description=alt.Description("said:N"),
        )
    )
    spec: dict[str, Any] = points.properties(height=HEIGHT, width="container").to_dict()
    return spec


def _points(told: Sequence[SessionOutside]) -> list[dict[str, object]]:
    return [
        {"on": one.on.isoformat(), "came": rounded(number), "part": part,
         "said": f"{short_day(one.on)}, {part.lower()}: {rounded(number).lower()}"}
        for one in told
        for part, number in ((AGREED, one.given_out.agreed), (OTHERS, one.given_out.others))
    ]  # fmt: skip


def _buckets(told: Sequence[SessionOutside]) -> list[str]:
    """Every number that may be said up to the largest that is, the largest first."""
    largest = max(number.about for one in told for number in (one.given_out.agreed, one.given_out.others))
    return [*(f"About {number}" for number in range(largest, FEWEST, -STEP)), FEWER]
