"""What was handed back a moment ago on this screen, so that a slip is one tap to mend."""

import streamlit as st

from services.roles import duties
from services.security.actor import Actor
from ui.feedback import tell, telling

_HANDED_BACK = "roles_handed_back"


def remember_handed_back(duty_id: int) -> None:
    st.session_state[_HANDED_BACK] = duty_id


def offer_undo(actor: Actor) -> None:
    """Shown until the page is left or something else is handed back; waits for as long as it takes."""
    duty_id = st.session_state.get(_HANDED_BACK)
    if duty_id is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown("Handed back just now.", width="stretch")
        if st.button("Undo", key="undo_handing_back", icon=":material/undo:"):
            del st.session_state[_HANDED_BACK]
            with telling():
                duties.take_back(actor, duty_id)
                tell("It is as it was.")
                st.rerun()
