"""Do newcomers come?"""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.newcomers import Newcomers, newcomers
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.newcomers import newcomers_finding
from ui.engagement.agreed_later import agreed_later_for, nobody, with_agreed_later
from ui.engagement.shown import Shown, shown, untold
from ui.engagement.whose import Whose, whose

HEADING = "Newcomers"


def show_newcomers(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its sentence and table, or what to do so that there is one."""
    st.header(HEADING)
    found = newcomers(actor, group_id, period)
    late = agreed_later_for(actor, group_id, found.scope)
    if found.scope is Scope.AGREED and not found.total:
        return [untold(HEADING, nobody("came for the first time in the last 24 months", late))]
    if found.quarters:
        return [shown(group_id, "newcomers", period, HEADING, with_agreed_later(_drawn(whose(actor), found), late))]
    why = "The group had no finished register in this time."
    return [untold(HEADING, why, "Once one is finished, its newcomers show here.")]


@lru_cache(maxsize=128)
def _drawn(scope: Whose, found: Newcomers) -> Finding:
    return newcomers_finding(found)
