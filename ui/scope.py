"""Which group a page speaks of: no question when there is only one."""

import streamlit as st

from services.groups import GroupView, groups
from services.security.actor import Actor

_CHOSEN = "chosen_group"


def chosen_group(actor: Actor) -> GroupView:
    """The group on screen. With several, a choice in the sidebar that every page keeps; with none, says so."""
    reached = groups(actor)
    if not reached:
        st.info(
            "No group is set up for your account yet. Ask your administrator to add one.",
            icon=":material/info:",
        )
        st.stop()
    if len(reached) == 1:
        return reached[0]
    by_id = {group.id: group for group in reached}
    if st.session_state.get(_CHOSEN) not in by_id:
        st.session_state[_CHOSEN] = reached[0].id
    else:
        # A widget's value is dropped when a page does not draw it; writing it back keeps the choice.
        st.session_state[_CHOSEN] = st.session_state[_CHOSEN]
    with st.sidebar:
        picked = st.selectbox("Group", list(by_id), format_func=lambda key: by_id[key].name, key=_CHOSEN)
    return by_id[picked]
