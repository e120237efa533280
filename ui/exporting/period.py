"""Over which period the page was asked for: what leaves it says so."""

import streamlit as st

from services.engagement.periods import Period

PERIOD = "engagement_period"  # the page's own choice


def chosen_period() -> Period | None:
    """The period that was chosen on the page, if it gave a choice."""
    chosen = st.session_state.get(PERIOD)
    return Period(chosen) if chosen is not None else None
