"""How many come to the group, session by session, and is it changing?"""

from functools import lru_cache

import streamlit as st

from services.engagement.attendance import Attendance, attendance
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.attendance import attendance_finding
from ui.charts.finding import Finding
from ui.engagement.shown import Shown, shown, untold
from ui.engagement.whose import Whose, whose

HEADING = "Coming to the group"


def show_coming(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its sentence and table, or what to do so that there is one."""
    st.header(HEADING)
    came = attendance(actor, group_id, period)
    if came.scope is Scope.AGREED and not came.people:
        why = "Nobody in this group has agreed to feedback yet."
        return [untold(HEADING, why, "When somebody agrees, they are counted here.")]
    if came.recorded or came.not_recorded:
        return [shown(group_id, "coming", period, HEADING, _finding(whose(actor), came))]
    why = "No group session has been held in this time."
    return [untold(HEADING, why, "Once a register is finished, it shows here.")]


# Building a chart takes about 10 ms. Whose figures they are is part of the key, so no actor meets another's.
@lru_cache(maxsize=128)
def _finding(scope: Whose, came: Attendance) -> Finding:
    return attendance_finding(came)
