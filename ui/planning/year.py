"""The year at a glance: a line of dates for each month, each opening its session."""

from itertools import groupby

import streamlit as st

from services.group_sessions.year import Date, Year, year
from services.security.actor import Actor
from ui.feedback import plain
from ui.routes import go

CHOSEN = "year_shown"


def show_year(actor: Actor, group_id: int) -> None:
    """Loaded only once it is opened."""
    with st.expander(
        "The year at a glance", icon=":material/calendar_view_month:", key="year", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        shown = year(actor, group_id, st.session_state.get(CHOSEN))
        st.markdown(f"**{shown.year}**")
        _other_years(shown)
        for month, dates in groupby(shown.dates, key=lambda one: f"{one.on:%B}"):
            st.markdown(month)
            with st.container(horizontal=True, gap="small"):
                for one in dates:
                    if st.button(_said(one), key=f"year_{one.group_session_id}", type="tertiary"):
                        go("sessions", group_session=one.group_session_id)
        if not shown.dates:
            st.caption("No group session in this year.")
        if shown.skipped:
            days = ", ".join(f"{skip.day.day} {skip.day:%b} {plain(skip.holiday)}" for skip in shown.skipped)
            st.caption(f"Skipped for bank holidays: {days}.")


def _said(one: Date) -> str:
    """Thu 8 · 9 came; Thu 22 · cancelled: Snow."""
    day = f"{one.on:%a} {one.on.day}"
    if one.cancelled:
        return f"{day} · cancelled: {plain(one.cancel_reason)}"
    return day if one.came is None else f"{day} · {one.came} came"


def _other_years(shown: Year) -> None:
    with st.container(horizontal=True):
        for other in (shown.year - 1, shown.year + 1):
            if shown.first <= other <= shown.last and st.button(str(other), key=f"year_to_{other}"):
                st.session_state[CHOSEN] = other
                st.rerun()
