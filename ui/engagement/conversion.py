"""Of those referred, how many were contacted, came and settled: by when they were sent, and by programme."""

from functools import lru_cache

import streamlit as st

from services.engagement.conversion import Conversion, conversion
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.conversion import conversion_finding
from ui.charts.finding import Finding
from ui.charts.programmes import programmes_finding
from ui.engagement.agreed_later import agreed_later_for, nobody, with_agreed_later
from ui.engagement.shown import LOOK_BACK, NONE_SENT, Shown, shown, untold
from ui.engagement.whose import Whose, whose

HEADING = "From referral to settling in, over time"
BY_PROGRAMME = "By programme"


def show_conversion(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """Both charts with their header; words and a next step while nobody was referred."""
    led = conversion(actor, group_id, period)
    st.header(HEADING)
    late = agreed_later_for(actor, group_id, led.scope)
    if not led.by_time:
        if led.scope is Scope.AGREED:
            return [untold(HEADING, nobody("was referred in this time", late))]
        return [untold(HEADING, NONE_SENT, LOOK_BACK)]
    over_time = with_agreed_later(_over_time(whose(actor), led), late)
    drawn = [shown(group_id, "referrals-over-time", period, HEADING, over_time)]
    if led.by_programme:
        st.subheader(BY_PROGRAMME)
        by_programme = with_agreed_later(_programmes(whose(actor), led), late)
        drawn.append(shown(group_id, "referrals-by-programme", period, BY_PROGRAMME, by_programme))
    return drawn


# Whose figures they are is part of the key, so no actor meets another's.
@lru_cache(maxsize=128)
def _over_time(scope: Whose, led: Conversion) -> Finding:
    return conversion_finding(led)


@lru_cache(maxsize=128)
def _programmes(scope: Whose, led: Conversion) -> Finding:
    return programmes_finding(led)
