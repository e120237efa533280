"""Whether the group is shared."""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.shared_load import shared_load
from services.security.actor import Actor
from ui.charts.shared_load import shared_load_finding
from ui.engagement.followed import followed, nobody_followed
from ui.engagement.shown import Question, Shown, shown, untold

QUESTION = Question("sharing", "Sharing the group")


def show_shared_load(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart with its header; words and a next step while nobody came and no duty was noted."""
    load = shared_load(actor, group_id, period)
    st.header(QUESTION.heading)
    if load.by_time:
        return shown(group_id, QUESTION, period, followed(actor, group_id, shared_load_finding, load))
    if load.scope is Scope.AGREED:
        return nobody_followed(actor, group_id, QUESTION, "came or had a duty in this time")
    why = "Nobody came and no duty was noted in this time."
    return untold(QUESTION, why, "Share out the next roles under Roles.")
