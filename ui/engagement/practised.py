"""Which skills were practised?"""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.practised import Practised, practised
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.practised import practised_finding
from ui.engagement.shown import Shown, shown
from ui.engagement.whose import Whose, whose

HEADING = "Skills practised"


def show_practised(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its sentence and table, or what to do so that there is one."""
    given: list[Shown] = []
    st.header(HEADING)
    found = practised(actor, group_id, period)
    if found.skills and found.of:
        given = [shown(group_id, "skills", HEADING, _drawn(whose(actor), found))]
    elif found.skills:
        st.info("No register was finished in this time. Once one is finished, its skills show here.")
    elif found.scope is Scope.EVERYONE:
        st.info("The group's list of skills is empty. Add some under Group, and note them at a group session.")
    else:
        st.info("The group keeps no list of skills yet. Once it notes what it practises, it shows here.")
    return given


@lru_cache(maxsize=128)
def _drawn(scope: Whose, found: Practised) -> Finding:
    return practised_finding(found)
