"""Why people leave."""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.leaving import Leaving, leaving
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.leaving import leaving_finding
from ui.engagement.late import late_for, nobody, with_late
from ui.engagement.shown import Shown, shown
from ui.engagement.whose import Whose, whose

HEADING = "Why people leave"


def show_leaving(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its header; words and a next step while nobody's leaving was recorded."""
    left = leaving(actor, group_id, period)
    given: list[Shown] = []
    st.header(HEADING)
    late = late_for(actor, group_id, left.scope)
    if left.people:
        given = [shown(group_id, "leaving", HEADING, with_late(_finding(whose(actor), left), late))]
    elif left.scope is Scope.AGREED:
        st.info(nobody("has left in this time, as far as it was recorded", late))
    else:
        st.info("Nobody's leaving was recorded in this time. When somebody leaves, say why under Members.")
    return given


# Whose figures they are is part of the key, so no actor meets another's.
@lru_cache(maxsize=128)
def _finding(scope: Whose, left: Leaving) -> Finding:
    return leaving_finding(left)
