"""How many group sessions the rota shows and the suggestions are for: 3 unless somebody looks further ahead."""

import streamlit as st

from services.roles.suggesting.runs import MOST, USUAL

_CHOSEN = "roles_ahead"


def chosen_ahead() -> int:
    """As chosen with `choose_ahead`, on this screen or before."""
    return int(st.session_state.get(_CHOSEN, USUAL))


def choose_ahead() -> None:
    # A widget's value is dropped when a page does not draw it; writing it back keeps the choice.
    st.session_state[_CHOSEN] = chosen_ahead()
    st.number_input("Group sessions to look ahead", 1, MOST, key=_CHOSEN, width=260)
