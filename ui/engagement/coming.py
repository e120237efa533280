"""How many come to the group, session by session, and is it changing?"""

import streamlit as st

from services.engagement.attendance import attendance
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.show import draw_attendance
from ui.engagement.shown import Shown, shown

HEADING = "Coming to the group"


def show_coming(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its sentence and table, or what to do so that there is one."""
    given: list[Shown] = []
    st.header(HEADING)
    came = attendance(actor, group_id, period)
    if came.scope is Scope.AGREED and not came.people:
        st.info("Nobody in this group has agreed to feedback yet. When somebody agrees, they are counted here.")
    elif came.recorded or came.not_recorded:
        given = [shown(group_id, "coming", HEADING, draw_attendance(actor, came))]
    else:
        st.info("No group session has been held in this time. Once a register is finished, it shows here.")
    return given
