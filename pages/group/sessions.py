"""Sessions: what the group plans and has held."""

import streamlit as st

from services.group_sessions import changing
from services.group_sessions.lists import series
from services.group_sessions.reading import upcoming
from services.groups import GroupView
from services.security.permissions import Permission
from ui.afresh import fresh_key, start_afresh
from ui.calendar_link import show_calendar_link
from ui.feedback import tell, telling
from ui.guard import signed_in
from ui.planning.one import open_one
from ui.planning.rows import earlier, rows
from ui.planning.series import plan_a_series, running_series
from ui.planning.when import when_fields
from ui.planning.year import show_year
from ui.routes import chosen
from ui.scope import chosen_group
from ui.sheets import link_to_dates

actor = signed_in(Permission.PLAN_SESSIONS)
A_FEW, SHOWN = 6, "sessions_shown"


def page() -> None:
    group = chosen_group(actor)
    st.title("Sessions")
    wanted = chosen("group_session")
    if wanted:
        open_one(actor, wanted)
        return
    shown = st.session_state.get(SHOWN, A_FEW)
    ahead = upcoming(actor, group.id, shown + 1)
    if ahead:
        rows(group, ahead[:shown])
        if len(ahead) > shown and st.button("Show later dates", icon=":material/expand_more:"):
            st.session_state[SHOWN] = shown + 2 * A_FEW
            st.rerun()
        running_series(actor, series(actor, group.id))
        link_to_dates(group.id)
    else:
        st.info("Nothing is planned yet. Choose the first day of a series below, and its dates appear.")
    with st.expander("Plan a series", expanded=not ahead, icon=":material/event_repeat:"):
        plan_a_series(actor, group)
    with st.expander("Add one session", icon=":material/add:"):
        add_one(group)
    show_year(actor, group.id)
    st.header("Earlier sessions")
    earlier(actor, group)
    show_calendar_link(actor, group.id)


def add_one(group: GroupView) -> None:
    with st.form("add_one", border=False):
        when = when_fields(fresh_key("one"), group.venue)
        if st.form_submit_button("Add it", type="primary"):
            with telling():
                changing.add_one(actor, group.id, when.day, when.starts, when.minutes, when.venue)
                tell("One group session planned.")
                start_afresh("one")
                st.rerun()


with telling():
    page()
