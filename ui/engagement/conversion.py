"""Of those referred, how many were contacted, came and settled, by when they were sent."""

import streamlit as st

from services.engagement.conversion import conversion
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.conversion import conversion_finding
from ui.engagement.followed import followed, nobody_followed
from ui.engagement.shown import LOOK_BACK, NONE_SENT, Question, Shown, shown, untold

QUESTION = Question("referrals-over-time", "From referral to settling in, over time")


def show_conversion(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart with its header; words and a next step while nobody was referred."""
    led = conversion(actor, group_id, period)
    st.header(QUESTION.heading)
    if led.by_time:
        return shown(group_id, QUESTION, period, followed(actor, group_id, conversion_finding, led))
    if led.scope is Scope.AGREED:
        return nobody_followed(actor, group_id, QUESTION, "was referred in this time")
    return untold(QUESTION, NONE_SENT, LOOK_BACK)
