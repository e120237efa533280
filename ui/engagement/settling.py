"""From referral to settling in, at a fixed eight weeks."""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.journey import journey
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.show import draw_journey
from ui.engagement.shown import Shown, shown

HEADING = "From referral to settling in"


def show_settling(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its sentence and table, or why there is none."""
    st.header(HEADING)
    led = journey(actor, group_id, period)
    if led.old_enough + led.too_early:
        return [shown(group_id, "settling-in", HEADING, draw_journey(actor, led))]
    if led.scope is Scope.AGREED:
        st.info("Nobody who agreed to feedback was referred in this time.")
    else:
        st.info("No referral was sent to the group in this time. Choose another period to look further back.")
    return []
