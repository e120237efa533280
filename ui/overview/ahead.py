"""Each group's next meeting, in words to read out on the phone, the sheet to hand out, and the dates."""

import streamlit as st

from services.group_sessions.next_of_each import GroupAhead
from ui.calendar_link import link_to_calendar_file
from ui.feedback import plain
from ui.sheets import link_to_invitation
from ui.words import times


def show_ahead(groups: tuple[GroupAhead, ...]) -> None:
    """A card for each group; without a group, who can add one."""
    if not groups:
        st.info("No group is set up for your clinic yet. Ask your administrator to add one.", icon=":material/info:")
    for ahead in groups:
        with st.container(border=True):
            st.header("Next group session" if len(groups) == 1 else plain(ahead.group))
            st.markdown(_said(ahead))
            link_to_invitation(ahead.group_id)
            link_to_calendar_file(ahead.group_id, "stretch")


def _said(ahead: GroupAhead) -> str:
    if ahead.meeting is None:
        return "No group session is planned yet. The coordinators plan them."
    lines = [f"**{times(ahead.meeting.starts_at, ahead.meeting.ends_at)}**", plain(ahead.meeting.venue)]
    return "  \n".join(line for line in (*lines, plain(" ".join(ahead.access_notes.split()))) if line)
