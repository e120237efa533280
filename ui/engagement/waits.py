"""How long until first contact and first visit."""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.waits import Waits, waits
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.waits import waits_finding
from ui.engagement.agreed_later import agreed_later_for, nobody, with_agreed_later
from ui.engagement.shown import LOOK_BACK, NONE_SENT, Shown, shown, untold
from ui.engagement.whose import Whose, whose

HEADING = "How long it takes"


def show_waits(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its header; words and a next step while nobody was referred."""
    took = waits(actor, group_id, period)
    st.header(HEADING)
    late = agreed_later_for(actor, group_id, took.scope)
    if took.contact.of:
        return [shown(group_id, "waiting", period, HEADING, with_agreed_later(_finding(whose(actor), took), late))]
    if took.scope is Scope.AGREED:
        return [untold(HEADING, nobody("was referred in this time", late))]
    return [untold(HEADING, NONE_SENT, LOOK_BACK)]


# Whose figures they are is part of the key, so no actor meets another's.
@lru_cache(maxsize=128)
def _finding(scope: Whose, took: Waits) -> Finding:
    return waits_finding(took)
