"""Whether the group is shared."""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.shared_load import SharedLoad, shared_load
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.shared_load import shared_load_finding
from ui.engagement.agreed_later import agreed_later_for, nobody, with_agreed_later
from ui.engagement.shown import Shown, shown, untold
from ui.engagement.whose import Whose, whose

HEADING = "Sharing the group"


def show_shared_load(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its header; words and a next step while nobody came and no duty was noted."""
    load = shared_load(actor, group_id, period)
    st.header(HEADING)
    late = agreed_later_for(actor, group_id, load.scope)
    if load.by_time:
        return [shown(group_id, "sharing", period, HEADING, with_agreed_later(_finding(whose(actor), load), late))]
    if load.scope is Scope.AGREED:
        return [untold(HEADING, nobody("came or had a duty in this time", late))]
    why = "Nobody came and no duty was noted in this time."
    return [untold(HEADING, why, "Share out the next roles under Roles.")]


# Whose figures they are is part of the key, so no actor meets another's.
@lru_cache(maxsize=128)
def _finding(scope: Whose, load: SharedLoad) -> Finding:
    return shared_load_finding(load)
