"""Who meets whom: how many others has the usual member met?"""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.meeting import meeting
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.meeting import meeting_finding
from ui.engagement.followed import followed, nobody_followed
from ui.engagement.shown import Question, Shown, shown, untold

QUESTION = Question("meeting-others", "Meeting others")


def show_meeting(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart with its sentence and table, or what to do so that there is one."""
    st.header(QUESTION.heading)
    found = meeting(actor, group_id, period)
    if len(found.met) > 1:
        return shown(group_id, QUESTION, period, followed(actor, group_id, meeting_finding, found))
    if found.scope is Scope.AGREED:
        return nobody_followed(actor, group_id, QUESTION, "came in the last 24 months with another of them")
    why = "Fewer than two people came in this time."
    return untold(QUESTION, why, "Once a register with two is finished, it shows here.")
