"""Since when a finding stands on the screen, and over which period: what a fragment that runs by itself must know."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

import streamlit as st

from services import clock
from services.engagement.periods import Period
from ui.charts.finding import Finding

PERIOD = "engagement_period"  # the page's own choice

Show = Callable[[int, str, Finding], None]


def noting_when(show: Show) -> Show:
    """Put around a fragment: notes when the whole page ran. Alone, the fragment still has the figures of then."""

    @wraps(show)
    def noting(group_id: int, key: str, finding: Finding) -> None:
        st.session_state[_held(key)] = clock.now()
        show(group_id, key, finding)

    return noting


def counted_at(key: str) -> datetime:
    """When the page with this finding ran."""
    at: datetime = st.session_state[_held(key)]
    return at


def chosen_period() -> Period | None:
    """The period that was chosen on the page, if it gave a choice."""
    chosen = st.session_state.get(PERIOD)
    return Period(chosen) if chosen is not None else None


def _held(key: str) -> str:
    return f"counted_at_{key}"
