"""Who meets whom: how many others has the usual member met?"""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.meeting import Meeting, meeting
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.meeting import meeting_finding
from ui.engagement.late import late_for, nobody, with_late
from ui.engagement.shown import Shown, shown
from ui.engagement.whose import Whose, whose

HEADING = "Meeting others"


def show_meeting(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its sentence and table, or what to do so that there is one."""
    given: list[Shown] = []
    st.header(HEADING)
    found = meeting(actor, group_id, period)
    late = late_for(actor, group_id, found.scope)
    if len(found.met) > 1:
        given = [shown(group_id, "meeting-others", HEADING, with_late(_drawn(whose(actor), found), late))]
    elif found.scope is Scope.AGREED:
        st.info(nobody("came in the last 24 months with another of them", late))
    else:
        st.info("Fewer than two people came in this time. Once a register with two is finished, it shows here.")
    return given


@lru_cache(maxsize=128)
def _drawn(scope: Whose, found: Meeting) -> Finding:
    return meeting_finding(found)
