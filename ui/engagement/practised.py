"""Which skills were practised?"""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.practised import Practised, practised
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.practised import practised_finding
from ui.engagement.shown import Shown, shown, untold
from ui.engagement.whose import Whose, whose

HEADING = "Skills practised"


def show_practised(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its sentence and table, or what to do so that there is one."""
    st.header(HEADING)
    found = practised(actor, group_id, period)
    if found.skills and found.of:
        return [shown(group_id, "skills", period, HEADING, _drawn(whose(actor), found))]
    if found.skills:
        why = "No register was finished in this time."
        return [untold(HEADING, why, "Once one is finished, its skills show here.")]
    if found.scope is Scope.EVERYONE:
        why = "The group's list of skills is empty."
        return [untold(HEADING, why, "Add some under Group, and note them at a group session.")]
    why = "The group keeps no list of skills yet."
    return [untold(HEADING, why, "Once it notes what it practises, it shows here.")]


@lru_cache(maxsize=128)
def _drawn(scope: Whose, found: Practised) -> Finding:
    return practised_finding(found)
