"""How many come to the group, session by session, and is it changing?"""

import streamlit as st

from services.engagement.attendance import attendance
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.attendance import attendance_finding
from ui.engagement.kept_finding import kept_finding
from ui.engagement.shown import Question, Shown, shown, untold

QUESTION = Question("coming", "Coming to the group")


def show_coming(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart with its sentence and table, or what to do so that there is one."""
    st.header(QUESTION.heading)
    came = attendance(actor, group_id, period)
    if came.scope is Scope.AGREED and not came.people:
        why = "Nobody in this group has agreed to feedback yet."
        return untold(QUESTION, why, "When somebody agrees, they are counted here.")
    if came.recorded or came.not_recorded:
        return shown(group_id, QUESTION, period, kept_finding(actor, attendance_finding, came))
    why = "No group session has been held in this time."
    return untold(QUESTION, why, "Once a register is finished, it shows here.")
