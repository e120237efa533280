"""The group session now or next: when, where, who comes, who does not, what is open."""

import streamlit as st

from services.register.states import RegisterState
from services.today import Ahead, FirstVisit
from ui.feedback import plain
from ui.routes import go
from ui.today.next_thing import NextThing
from ui.words import many, times

# More names than this are a count: the register has them all.
NAMED = 6


def show_ahead(ahead: Ahead | None, next_one: NextThing) -> None:
    if ahead is None:
        st.info("No group session is planned. Plan the next one, and everything about it is here.")
        if st.button("Plan a session", type="primary", icon=":material/calendar_month:"):
            go("sessions")
        return
    with st.container(border=True):
        open_now = ahead.state is RegisterState.OPEN
        st.header("Today's group session" if open_now else "Next group session")
        st.markdown(f"**{times(ahead.starts_at, ahead.ends_at)}**  \n{plain(ahead.venue)}")
        for line in _what_to_know(ahead):
            st.markdown(line)
        _actions(ahead, next_one, open_now=open_now)


def _actions(ahead: Ahead, next_one: NextThing, *, open_now: bool) -> None:
    if open_now:
        wanted = st.button("Take the register", type="primary", icon=":material/checklist:", width="stretch")
    else:
        wanted = st.button("Note who comes or sends word", icon=":material/sms:", width="stretch")
    if wanted:
        go("attendance", group_session=ahead.group_session_id)
    if ahead.open_roles and st.button(
        "Share out the roles",
        type="primary" if next_one is NextThing.SHARE else "secondary",
        icon=":material/volunteer_activism:",
        width="stretch",
    ):
        go("roles")


def _what_to_know(ahead: Ahead) -> list[str]:
    said = [f"First visit: {', '.join(_first(one) for one in ahead.first_visits)}"] if ahead.first_visits else []
    for title, names in (("Said they come", ahead.said_coming), ("Sent word", ahead.sent_word)):
        if names:
            said.append(f"{title}: {_names(names)}")
    if ahead.open_roles:
        said.append(f"{many(len(ahead.open_roles), 'role')} still open: {_names(ahead.open_roles)}")
    return said


def _first(one: FirstVisit) -> str:
    welcomer = f"{plain(one.welcomer)} welcomes them" if one.welcomer else "nobody named to welcome them"
    return f"**{plain(one.name)}** ({welcomer})"


def _names(names: tuple[str, ...]) -> str:
    listed = ", ".join(plain(name) for name in names[:NAMED])
    return listed if len(names) <= NAMED else f"{listed} and {len(names) - NAMED} more"
