"""Planning a series: the dates are shown before they are made, with those left out and why."""

from collections.abc import Iterable
from datetime import date, time
from itertools import groupby

import streamlit as st

from services.group_sessions import planning, weekdays
from services.group_sessions.fields import SeriesWish
from services.group_sessions.lists import SeriesView
from services.group_sessions.planning import SeriesDates
from services.group_settings.details import GroupDetails, details
from services.groups import GroupView
from services.security.actor import Actor
from ui.afresh import fresh_key, start_afresh
from ui.feedback import plain, tell, telling
from ui.planning.when import DATES, hours_of, when_fields
from ui.words import day, many, wall_time

RHYTHMS = {1: "Every week", 2: "Every 2 weeks", 3: "Every 3 weeks", 4: "Every 4 weeks"}
OPEN, UNTIL, COUNT = "Keep going", "Until a day", "A number of sessions"


def plan_a_series(actor: Actor, group: GroupView) -> None:
    """The fields, the dates they lead to, and the button that makes them."""
    wish = _wish(group, details(actor, group.id))
    if wish.starts_on is None:
        st.caption("Choose the first day, and the dates appear here before anything is made.")
        return
    with telling():
        dates = planning.preview(actor, group.id, wish)
        _show(dates)
        if not dates.meet:
            return
        label = f"Make {'this session' if len(dates.meet) == 1 else f'these {len(dates.meet)} sessions'}"
        if st.button(label, type="primary", icon=":material/event_available:", key="series_make"):
            made = planning.make_series(actor, group.id, wish)
            tell(f"{many(len(made.meet), 'group session')} planned.")
            start_afresh("series")
            st.rerun()


def running_series(actor: Actor, series: Iterable[SeriesView]) -> None:
    """Each series with how far it is planned, and the next half year in one tap."""
    for one in series:
        rhythm = _rhythm(one.every_weeks)
        start = wall_time(one.local_time)
        st.caption(f"{rhythm} at {start}, planned up to {day(one.made_to)}.")
        if one.extends_to and st.button(f"Plan on to {day(one.extends_to, weekday=False)}", key=f"extend_{one.id}"):
            with telling():
                made = planning.extend_series(actor, one.id, one.extends_to)
                tell(_extended(made))
                st.rerun()


def _wish(group: GroupView, usual: GroupDetails) -> SeriesWish:
    key = fresh_key("series")
    when = when_fields(key, group.venue, None, hours_of(usual.meets_at, usual.minutes))
    rhythms = sorted({*RHYTHMS, usual.every_weeks})
    every = st.selectbox(
        "How often", rhythms, index=rhythms.index(usual.every_weeks), format_func=_rhythm, key=f"{key}_every"
    )
    days = st.multiselect(
        "On which days",
        range(7),
        default=[],
        format_func=weekdays.NAMES.__getitem__,
        key=f"{key}_days",
        placeholder="the weekday of the first day",
    )
    notes = st.text_input(
        "Getting in", key=f"{key}_notes", placeholder="only if it differs from usual", autocomplete="off"
    )
    ends = st.selectbox("For how long", [OPEN, UNTIL, COUNT], key=f"{key}_for")
    until: date | None = None
    count: int | None = None
    if ends == UNTIL:
        until = st.date_input("Last day", value=None, format=DATES, key=f"{key}_until")
    elif ends == COUNT:
        count = int(st.number_input("Sessions", min_value=1, max_value=53, value=6, key=f"{key}_count"))
    return SeriesWish(
        when.day, when.starts or time(), when.minutes, every, until, count, when.venue, tuple(days), notes
    )


def _rhythm(weeks: int) -> str:
    return RHYTHMS.get(weeks, f"Every {weeks} weeks")


def _show(dates: SeriesDates) -> None:
    if dates.meet:
        st.markdown(f"**{many(len(dates.meet), 'date')}**")
        st.markdown("\n".join(f"- {line}" for line in by_month(slot.day for slot in dates.meet)))
    if dates.goes_on and dates.meet:
        st.caption("That is as far as is planned for now. More dates are one tap away, when you want them.")
    left_out = [f"{day(skip.day)}: {skip.holiday}" for skip in dates.skipped]
    left_out += [f"{day(slot.day)}: another session is at that time" for slot in dates.overlapping]
    if left_out:
        st.markdown("**Left out**\n" + "\n".join(f"- {plain(line)}" for line in left_out))
    if dates.already:
        st.info(f"{many(len(dates.already), 'date')} of this series planned already.")
    if not dates.meet and not dates.already:
        st.warning("None of these dates is free. Choose another day, time or rhythm.")


def by_month(days: Iterable[date]) -> list[str]:
    """June 2026: Thursday 4, Thursday 18."""
    return [
        f"{month}: " + ", ".join(f"{one:%A} {one.day}" for one in within)
        for month, within in groupby(days, key=lambda one: f"{one:%B %Y}")
    ]


def _extended(dates: SeriesDates) -> str:
    if not dates.meet:
        return "There was no free date to add, so nothing changed."
    return f"{many(len(dates.meet), 'group session')} planned, up to {day(dates.meet[-1].day)}."
