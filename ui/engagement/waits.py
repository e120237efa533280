"""How long until first contact and first visit."""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.waits import waits
from services.security.actor import Actor
from ui.charts.waits import waits_finding
from ui.engagement.followed import followed, nobody_followed
from ui.engagement.shown import LOOK_BACK, NONE_SENT, Question, Shown, shown, untold

QUESTION = Question("waiting", "How long it takes")


def show_waits(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart with its header; words and a next step while nobody was referred."""
    took = waits(actor, group_id, period)
    st.header(QUESTION.heading)
    if took.contact.of:
        return shown(group_id, QUESTION, period, followed(actor, group_id, waits_finding, took))
    if took.scope is Scope.AGREED:
        return nobody_followed(actor, group_id, QUESTION, "was referred in this time")
    return untold(QUESTION, NONE_SENT, LOOK_BACK)
