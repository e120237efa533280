"""From referral to settling in, at a fixed eight weeks."""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.journey import Journey, journey
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.journey import journey_finding
from ui.engagement.agreed_later import agreed_later_for, nobody, with_agreed_later
from ui.engagement.shown import LOOK_BACK, NONE_SENT, Shown, shown, untold
from ui.engagement.whose import Whose, whose

HEADING = "From referral to settling in"


def show_settling(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its sentence and table, or why there is none."""
    st.header(HEADING)
    led = journey(actor, group_id, period)
    late = agreed_later_for(actor, group_id, led.scope)
    if led.old_enough + led.too_early:
        return [shown(group_id, "settling-in", period, HEADING, with_agreed_later(_finding(whose(actor), led), late))]
    if led.scope is Scope.AGREED:
        return [untold(HEADING, nobody("was referred in this time", late))]
    return [untold(HEADING, NONE_SENT, LOOK_BACK)]


# Whose figures they are is part of the key, so no actor meets another's.
@lru_cache(maxsize=128)
def _finding(scope: Whose, led: Journey) -> Finding:
    return journey_finding(led)
