"""A page that a button leads to begins at its top: Streamlit leaves the screen where the last tap was."""

import secrets

import streamlit as st

_GOING = "going_elsewhere"

_to_top = st.components.v2.component(
    "to_top",
    html="<span hidden></span>",
    js="""
export default function ({ data }) {
  if (!data || window.commonGroundTop === data.once) return;
  window.commonGroundTop = data.once;
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
}
""",
)


def going() -> None:
    """Call before another page, or another record on the same one, is opened."""
    st.session_state[_GOING] = secrets.token_hex(4)


def begin_at_the_top() -> None:
    """Call once in each run: scrolls there in the first run after `going`, and never under somebody's finger."""
    once = st.session_state.pop(_GOING, None)
    if once is not None:
        _to_top(data={"once": once}, key="to_top")
