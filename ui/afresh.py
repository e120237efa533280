"""Forms that are empty again once what was typed has been kept, and never before."""

import streamlit as st


def fresh_key(form: str) -> str:
    """The key of a form's fields: another one after `start_afresh`, so that they are empty again."""
    return f"{form}_{st.session_state.get(f'{form}_times', 0)}"


def start_afresh(form: str) -> None:
    """What was typed has been kept: the next drawing of the form is empty."""
    st.session_state[f"{form}_times"] = st.session_state.get(f"{form}_times", 0) + 1
