"""How long until first contact and first visit."""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.waits import waits
from services.security.actor import Actor
from ui.charts.waits import waits_finding
from ui.engagement.followed import followed, nobody_followed
from ui.engagement.shown import LOOK_BACK, NONE_SENT, Shown, shown, untold

HEADING = "How long it takes"


def show_waits(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its header; words and a next step while nobody was referred."""
    took = waits(actor, group_id, period)
    st.header(HEADING)
    if took.contact.of:
        return [shown(group_id, "waiting", period, HEADING, followed(actor, group_id, waits_finding, took))]
    if took.scope is Scope.AGREED:
        return nobody_followed(actor, group_id, HEADING, "was referred in this time")
    return [untold(HEADING, NONE_SENT, LOOK_BACK)]
