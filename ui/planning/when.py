"""The fields that say when and where a group session is: the same wherever one is planned or moved."""

from dataclasses import dataclass
from datetime import date, datetime, time

import streamlit as st

from services import clock

DATES = "DD/MM/YYYY"
USUAL = (time(14), time(16))


@dataclass(frozen=True)
class When:
    """What was typed. `minutes` is below 1 when the end is not after the start; the service says so."""

    day: date | None
    starts: time | None
    minutes: int
    venue: str


def when_fields(key: str, venue: str, day: date | None = None, hours: tuple[time, time] = USUAL) -> When:
    """Day, start, end and place, with what is known filled in."""
    chosen = st.date_input("Day", value=day, format=DATES, key=f"{key}_day")
    # Columns would stack on a narrow screen.
    with st.container(horizontal=True):
        starts = st.time_input("Starts", value=hours[0], key=f"{key}_starts", width=150)
        ends = st.time_input("Ends", value=hours[1], key=f"{key}_ends", width=150)
    place = st.text_input("Place", value=venue, key=f"{key}_venue")
    return When(chosen, starts, minutes_between(starts, ends), place)


def minutes_between(starts: time | None, ends: time | None) -> int:
    """From one time on the wall to another of the same day; 0 when either is missing."""
    if starts is None or ends is None:
        return 0
    day = date.min
    return int((datetime.combine(day, ends) - datetime.combine(day, starts)).total_seconds() // 60)


def hours_of(starts: time | None, minutes: int) -> tuple[time, time]:
    """From a start to its end, on the wall; the usual ones when no start is known. Never past midnight."""
    if starts is None:
        return USUAL
    ends = min(starts.hour * 60 + starts.minute + minutes, 24 * 60 - 1)
    return starts, time(ends // 60, ends % 60)


def on_the_wall(moment: datetime) -> tuple[date, time]:
    """The local day and time of a moment, for a field."""
    at = clock.local(moment)
    return at.date(), at.time()
