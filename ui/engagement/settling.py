"""From referral to settling in, at a fixed eight weeks."""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.journey import journey
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.journey import journey_finding
from ui.engagement.followed import followed, nobody_followed
from ui.engagement.shown import LOOK_BACK, NONE_SENT, Question, Shown, shown, untold

QUESTION = Question("settling-in", "From referral to settling in")


def show_settling(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart with its sentence and table, or why there is none."""
    st.header(QUESTION.heading)
    led = journey(actor, group_id, period)
    if led.old_enough + led.too_early:
        return shown(group_id, QUESTION, period, followed(actor, group_id, journey_finding, led))
    if led.scope is Scope.AGREED:
        return nobody_followed(actor, group_id, QUESTION, "was referred in this time")
    return untold(QUESTION, NONE_SENT, LOOK_BACK)
