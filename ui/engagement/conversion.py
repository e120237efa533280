"""Of those referred, how many were contacted, came and settled: by when they were sent, and by programme."""

import streamlit as st

from services.engagement.conversion import conversion
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.conversion import conversion_finding
from ui.charts.programmes import programmes_finding
from ui.engagement.followed import followed, nobody_followed
from ui.engagement.shown import LOOK_BACK, NONE_SENT, Shown, shown, untold

HEADING = "From referral to settling in, over time"
BY_PROGRAMME = "By programme"


def show_conversion(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """Both charts with their header; words and a next step while nobody was referred."""
    led = conversion(actor, group_id, period)
    st.header(HEADING)
    if not led.by_time:
        if led.scope is Scope.AGREED:
            return nobody_followed(actor, group_id, HEADING, "was referred in this time")
        return [untold(HEADING, NONE_SENT, LOOK_BACK)]
    over_time = followed(actor, group_id, conversion_finding, led)
    drawn = [shown(group_id, "referrals-over-time", period, HEADING, over_time)]
    if led.by_programme:
        st.subheader(BY_PROGRAMME)
        by_programme = followed(actor, group_id, programmes_finding, led)
        drawn.append(shown(group_id, "referrals-by-programme", period, BY_PROGRAMME, by_programme))
    return drawn
