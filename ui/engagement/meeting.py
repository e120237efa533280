"""Who meets whom: how many others has the usual member met?"""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.meeting import Meeting, meeting
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.meeting import meeting_finding
from ui.engagement.agreed_later import agreed_later_for, nobody, with_agreed_later
from ui.engagement.shown import Shown, shown, untold
from ui.engagement.whose import Whose, whose

HEADING = "Meeting others"


def show_meeting(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its sentence and table, or what to do so that there is one."""
    st.header(HEADING)
    found = meeting(actor, group_id, period)
    late = agreed_later_for(actor, group_id, found.scope)
    if len(found.met) > 1:
        return [
            shown(group_id, "meeting-others", period, HEADING, with_agreed_later(_drawn(whose(actor), found), late))
        ]
    if found.scope is Scope.AGREED:
        return [untold(HEADING, nobody("came in the last 24 months with another of them", late))]
    why = "Fewer than two people came in this time."
    return [untold(HEADING, why, "Once a register with two is finished, it shows here.")]


@lru_cache(maxsize=128)
def _drawn(scope: Whose, found: Meeting) -> Finding:
    return meeting_finding(found)
