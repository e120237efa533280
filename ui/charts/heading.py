"""Where the group is heading as a chart: a range that widens, its middle, and the room's capacity (R23, R28)."""

from math import ceil, floor
from typing import Any

import altair as alt

from services.engagement.heading import Heading
from services.engagement.held import LEFT_AFTER
from services.engagement.outlook import Expected, Outlook
from services.engagement.statistics.rates import Rate
from ui.charts.colours import outlined, themed
from ui.charts.columns import step, top
from ui.charts.days import month_axis
from ui.charts.finding import Finding, Table
from ui.charts.not_counted import not_recorded
from ui.charts.numbers import tenths, whole
from ui.words import many, short_day

HEIGHT = 280
UNSURE = "One group session can be fuller or emptier, and people need not go on as they did."
RANGE = "The range takes who newly comes and who stops at the ends of their own ranges (Garwood, 95%)."
NO_CAPACITY = "How many people the room holds is not noted. Add it under Group, and it is drawn in here."


def heading_finding(heading: Heading, outlook: Outlook) -> Finding:
    """The chart, the sentence and the table of an outlook."""
    columns = ("Day", "At least", "In the middle", "At most")
    rows = tuple((short_day(one.on), *map(tenths, (one.low, one.middle, one.high))) for one in outlook.months)
    notes = filter(None, (not_recorded(heading.not_recorded), UNSURE, "" if heading.capacity else NO_CAPACITY))
    return Finding(
        _spec(outlook, heading.capacity),
        _sentence(heading, outlook),
        Table(columns, rows),
        tuple(notes),
        (*_made_of(outlook), RANGE),
    )


def joined_and_gone(joined: int, left: int) -> str:
    """Who joined, and who came and then did not: said so that it is not taken for who is noted to have left."""
    gone = f"not come to the last {LEFT_AFTER} group sessions" if left else f"missed all of the last {LEFT_AFTER}"
    who = f"{left or 'nobody'} who came in that time {'has' if left < 2 else 'have'} {gone}"
    return f"In the last 12 months {many(joined, 'person', 'people')} came for the first time, and {who}"


def _sentence(heading: Heading, outlook: Outlook) -> str:
    now, then = outlook.months[0], outlook.months[-1]
    fewest, most = floor(then.low), ceil(then.high)
    sentence = (
        f"{joined_and_gone(outlook.joined, outlook.left)}. If that goes on, {fewest} to {most} people come to a group "
        f"session by {short_day(then.on)}; now it is about {whole(now.middle)}"
    )
    if heading.capacity is None:
        return f"{sentence}."
    room = f"the room holds {heading.capacity}"
    return f"{sentence}, and {room}{', which may not be enough' if most > heading.capacity else ''}."


def _made_of(outlook: Outlook) -> tuple[str, ...]:
    people = many(outlook.coming, "person", "people")
    return (
        f"At that pace, plausibly {_whole(outlook.joining, 12)} people come for the first time in a year.",
        f"Of every 100 people who come, plausibly {_whole(outlook.leaving, 100)} stop in a month.",
        f"Somebody has stopped who came to none of the last {LEFT_AFTER} recorded group sessions; it is dated to their "
        "last visit.",
        f"{people} came to at least one of those {LEFT_AFTER}, and made {outlook.visits} visits to them.",
    )


def _whole(rate: Rate, times: int) -> str:
    """Its range in whole people, rounded outwards."""
    return f"{floor(times * rate.interval.low)} to {ceil(times * rate.interval.high)}"


def _spec(outlook: Outlook, capacity: int | None) -> dict[str, Any]:
    x = alt.X("on:T", title=None, axis=month_axis(outlook.months[0].on, outlook.months[-1].on))
    most = max(one.high for one in outlook.months)
    data = alt.InlineData(values=[_point(one) for one in outlook.months])
    band = (
        alt.Chart(data)
        .mark_area(fillOpacity=0.25, tooltip=False)
        .encode(x=x, y=_people("low:Q", most, capacity), y2="high:Q")
    )
    middle = (
        alt.Chart(data)
        .mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=60, filled=True))
        .encode(
            x=x,
            y=_people("middle:Q", most, capacity),
            tooltip=[alt.Tooltip("said:N", title="Expected")],
            description=alt.Description("said:N"),
        )
    )
    layers = [outlined(band), themed(middle, "first"), *([_room(most, capacity)] if capacity else [])]
    spec: dict[str, Any] = alt.layer(*layers).properties(height=HEIGHT, width="container").to_dict()
    return spec


def _room(most: float, capacity: int) -> alt.Chart:
    rule = (
        alt.Chart(alt.InlineData(values=[{"capacity": capacity}]))
        .mark_rule(strokeWidth=2.5, strokeDash=[6, 4], tooltip=False, aria=False)
        .encode(y=_people("capacity:Q", most, capacity))
    )
    return themed(rule)


def _people(field: str, most: float, capacity: int | None) -> alt.Y:
    uppermost = ceil(max(most, capacity or 0))
    apart, room = step(uppermost), capacity or -1
    # The room's own line is named on the axis; a tick too near would overlap its words.
    ticks = [at for at in range(0, top(uppermost) + 1, apart) if not capacity or abs(at - room) >= apart / 2]
    axis = alt.Axis(
        values=sorted({*ticks, *([capacity] if capacity else [])}),
        labelExpr=f"datum.value == {room} ? 'Room: {room}' : format(datum.value, 'd')",
    )
    return alt.Y(field, title="People in the room", axis=axis, scale=alt.Scale(domain=[0, top(uppermost)]))


def _point(one: Expected) -> dict[str, object]:
    low, middle, high = map(tenths, (one.low, one.middle, one.high))
    return {
        "on": f"{one.on.isoformat()}T00:00:00",
        "low": float(low),
        "middle": float(middle),
        "high": float(high),
        "said": f"{short_day(one.on)}: {low} to {high}",
    }
