"""Calendar on your phone: the group's dates as a file, and a private link that keeps a calendar up to date."""

from typing import Literal

import streamlit as st

from services.calendar.links import (
    LinkView,
    calendar_link,
    make_calendar_link,
    renew_calendar_link,
    revoke_calendar_link,
)
from services.security.actor import Actor
from ui.feedback import tell, telling

HOLDS = "The dates, place, way in and planned skills, kept up to date by itself, without any names."
PRIVATE = "Whoever has this address can read the dates, so keep it to yourself."
STOPPING = (
    "Every calendar that uses the present link stops getting changes, and it can never be used again. "
    "With a new link you add the calendar once more."
)


def link_to_calendar_file(group_id: int, width: Literal["content", "stretch"] = "content") -> None:
    """The button that hands over a group's dates as a file, to put into a calendar once."""
    st.link_button(
        "Dates as a calendar file", f"/files/group-sessions/{group_id}", icon=":material/download:", width=width
    )


def show_calendar_link(actor: Actor, group_id: int) -> None:
    """The block, closed with its one action while there is no link."""
    st.header("Calendar on your phone")
    st.markdown(HOLDS)
    link = calendar_link(actor, group_id)
    if link is None:
        with st.container(horizontal=True):
            if st.button("Make my private link", icon=":material/add_link:"):
                with telling():
                    make_calendar_link(actor, group_id)
                    st.rerun()
            link_to_calendar_file(group_id)
        return
    with st.container(horizontal=True):
        st.link_button("Add to my calendar", f"webcal:{link.address.partition(':')[2]}", icon=":material/event:")
        link_to_calendar_file(group_id)
    st.code(link.address, language=None, wrap_lines=True)
    st.caption(PRIVATE)
    with st.popover("New link or stop"):
        _ending(actor, group_id, link)


def _ending(actor: Actor, group_id: int, link: LinkView) -> None:
    st.markdown(STOPPING)
    with st.container(horizontal=True):
        if st.button("Make a new link"):
            with telling():
                renew_calendar_link(actor, group_id, link.id)
                tell("This is your new link. The one before has stopped.")
                st.rerun()
        if st.button("Stop the link"):
            with telling():
                revoke_calendar_link(actor, group_id)
                tell("Your calendar link has stopped.")
                st.rerun()
