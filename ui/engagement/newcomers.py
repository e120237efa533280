"""Do newcomers come?"""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.newcomers import newcomers
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.newcomers import newcomers_finding
from ui.engagement.followed import followed, nobody_followed
from ui.engagement.shown import Question, Shown, shown, untold

QUESTION = Question("newcomers", "Newcomers")


def show_newcomers(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart with its sentence and table, or what to do so that there is one."""
    st.header(QUESTION.heading)
    found = newcomers(actor, group_id, period)
    if found.scope is Scope.AGREED and not found.total:
        return nobody_followed(actor, group_id, QUESTION, "came for the first time in the last 24 months")
    if found.quarters:
        return shown(group_id, QUESTION, period, followed(actor, group_id, newcomers_finding, found))
    why = "The group had no finished register in this time."
    return untold(QUESTION, why, "Once one is finished, its newcomers show here.")
