"""What was handed back a moment ago on this screen, so that a slip is one tap to mend."""

from dataclasses import dataclass

import streamlit as st

from services.roles import duties
from services.security.actor import Actor
from ui.feedback import plain, tell, telling

_HANDED_BACK = "roles_handed_back"


@dataclass(frozen=True)
class _JustNow:
    duty_id: int
    words: str


def remember_handed_back(duty_id: int, name: str, role: str) -> None:
    st.session_state[_HANDED_BACK] = _JustNow(duty_id, f"{name}: {role} is open again.")


def forget_handed_back() -> None:
    """Call once the place is somebody else's: then it is no slip to undo any more."""
    st.session_state.pop(_HANDED_BACK, None)


def offer_undo(actor: Actor) -> None:
    """At the foot of the screen, however far down the tap was, until it is used or somebody else is asked."""
    last: _JustNow | None = st.session_state.get(_HANDED_BACK)
    if last is None:
        return
    with st.bottom, st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(last.words), width="stretch")
        if st.button("Undo", key=f"undo_handing_back_{last.duty_id}", icon=":material/undo:"):
            forget_handed_back()
            with telling():
                duties.take_back(actor, last.duty_id)
                tell("It is as it was.")
                st.rerun()
