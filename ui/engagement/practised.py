"""Which skills were practised?"""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.practised import practised
from services.security.actor import Actor
from ui.charts.practised import practised_finding
from ui.engagement.kept_finding import kept_finding
from ui.engagement.shown import Question, Shown, shown, untold

QUESTION = Question("skills", "Skills practised")


def show_practised(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart with its sentence and table, or what to do so that there is one."""
    st.header(QUESTION.heading)
    found = practised(actor, group_id, period)
    if found.skills and found.of:
        return shown(group_id, QUESTION, period, kept_finding(actor, practised_finding, found))
    if found.skills:
        why = "No register was finished in this time."
        return untold(QUESTION, why, "Once one is finished, its skills show here.")
    if found.scope is Scope.EVERYONE:
        why = "The group's list of skills is empty."
        return untold(QUESTION, why, "Add some under Group, and note them at a group session.")
    why = "The group keeps no list of skills yet."
    return untold(QUESTION, why, "Once it notes what it practises, it shows here.")
