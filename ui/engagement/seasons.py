"""How does this season compare with last year's?"""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.seasons import Seasons, seasons
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.seasons import seasons_finding
from ui.charts.show import show_finding
from ui.engagement.whose import Whose, whose


def show_seasons(actor: Actor, group_id: int, period: Period) -> None:
    """The chart with its sentence and table, or what to do so that there is one."""
    st.header("This season and last year's")
    found = seasons(actor, group_id, period)
    stretches = [each for pair in found.pairs for each in (pair.now, pair.before)]
    if any(sum(each.came) for each in stretches) or (found.scope is Scope.EVERYONE and any(s.came for s in stretches)):
        show_finding(_drawn(whose(actor), found))
    elif found.scope is Scope.AGREED:
        st.info("Nobody who agreed to feedback came in these seasons. When somebody does, it shows here.")
    else:
        st.info("No register was finished in these seasons. Once one is finished, it shows here.")


@st.cache_data(max_entries=128, show_spinner=False)
def _drawn(scope: Whose, found: Seasons) -> Finding:
    return seasons_finding(found)
