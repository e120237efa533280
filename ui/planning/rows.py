"""Group sessions as rows: the next ones, and the earlier ones a page at a time."""

from collections.abc import Iterable

import streamlit as st

from services.group_sessions.reading import A_PAGE, GroupSessionView, past
from services.groups import GroupView
from services.security.actor import Actor
from ui.feedback import plain
from ui.paging import pager
from ui.routes import go
from ui.words import many, times

PAST_PAGE = "past_page"


def rows(group: GroupView, group_sessions: Iterable[GroupSessionView]) -> None:
    """One calm card each: the date opens it, and below is what is worth knowing."""
    for one in group_sessions:
        with st.container(border=True, gap="xsmall"):
            date = times(one.starts_at, one.ends_at)
            if st.button(date, type="tertiary", icon=":material/chevron_right:", key=f"open_{one.id}"):
                go("sessions", group_session=one.id)
            # Where the group always meets is no news.
            place = "" if one.venue == group.venue else plain(one.venue)
            if said := " · ".join(part for part in (_stands(one), place) if part):
                st.markdown(said)
            if one.skills:
                st.caption(", ".join(plain(skill) for skill in one.skills))


def earlier(actor: Actor, group: GroupView) -> None:
    """The sessions that have ended, latest first."""
    seen = past(actor, group.id, st.session_state.get(PAST_PAGE, 0) + 1)
    if not seen.total:
        st.caption("Nothing yet. Sessions appear here once they are over.")
        return
    rows(group, seen.group_sessions)
    pager(seen.total, A_PAGE, PAST_PAGE)


def _stands(one: GroupSessionView) -> str:
    if one.cancelled:
        return f":red-badge[Cancelled] {plain(one.cancel_reason or '')}"
    if one.register_missing:
        return ":orange-badge[Register not finished]"
    if one.held:
        return f"{many(one.came or 0, 'person', 'people')} came"
    return ""
