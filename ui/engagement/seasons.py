"""How does this season compare with last year's?"""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.seasons import Seasons, seasons
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.seasons import seasons_finding
from ui.engagement.shown import Shown, shown
from ui.engagement.whose import Whose, whose

HEADING = "This season and last year's"


def show_seasons(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its sentence and table, or what to do so that there is one."""
    given: list[Shown] = []
    st.header(HEADING)
    found = seasons(actor, group_id, period)
    stretches = [each for pair in found.pairs for each in (pair.now, pair.before)]
    if any(sum(each.came) for each in stretches) or (found.scope is Scope.EVERYONE and any(s.came for s in stretches)):
        given = [shown(group_id, "seasons", HEADING, _drawn(whose(actor), found))]
    elif found.scope is Scope.AGREED:
        st.info(
            "Nobody came in these seasons who had agreed to feedback by then. Whoever agrees counts from the next "
            "group session on."
        )
    else:
        st.info("No register was finished in these seasons. Once one is finished, it shows here.")
    return given


@lru_cache(maxsize=128)
def _drawn(scope: Whose, found: Seasons) -> Finding:
    return seasons_finding(found)
