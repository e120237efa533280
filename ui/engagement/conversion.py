"""Of those referred, how many were contacted, came and settled: by when they were sent, and by programme."""

import streamlit as st

from services.engagement.conversion import Conversion, conversion
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.conversion import conversion_finding
from ui.charts.finding import Finding
from ui.charts.programmes import programmes_finding
from ui.charts.show import show_finding
from ui.engagement.whose import Whose, whose


def show_conversion(actor: Actor, group_id: int, period: Period) -> None:
    """Both charts with their header; words and a next step while nobody was referred."""
    led = conversion(actor, group_id, period)
    st.header("From referral to settling in, over time")
    if not led.by_time:
        st.info(_nobody(led))
        return
    show_finding(_over_time(whose(actor), led))
    if led.by_programme:
        st.subheader("By programme")
        show_finding(_programmes(whose(actor), led))


def _nobody(led: Conversion) -> str:
    if led.scope is Scope.AGREED:
        return "Nobody who agreed to feedback was referred in this time. When somebody agrees, they are counted here."
    return "No referral was sent to the group in this time. Choose another period to look further back."


# Whose figures they are is part of the key, so no actor meets another's.
@st.cache_data(max_entries=128, show_spinner=False)
def _over_time(scope: Whose, led: Conversion) -> Finding:
    return conversion_finding(led)


@st.cache_data(max_entries=128, show_spinner=False)
def _programmes(scope: Whose, led: Conversion) -> Finding:
    return programmes_finding(led)
