"""Why people leave."""

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.leaving import Leaving, leaving
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.leaving import leaving_finding
from ui.engagement.agreed_later import agreed_later_for, nobody, with_agreed_later
from ui.engagement.shown import Shown, shown, untold
from ui.engagement.whose import Whose, whose

HEADING = "Why people leave"
FEWEST_OF_A_REASON = 3
POINTS = (
    f"A reason that stands for fewer than {FEWEST_OF_A_REASON} people would point at somebody whom the group knows. "
    "The coordinators see it on the page."
)


def show_leaving(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The chart with its header; words and a next step while nobody's leaving was recorded."""
    left = leaving(actor, group_id, period)
    st.header(HEADING)
    late = agreed_later_for(actor, group_id, left.scope)
    if left.people:
        one = shown(group_id, "leaving", period, HEADING, with_agreed_later(_finding(whose(actor), left), late))
        return [replace(one, why_not=POINTS) if _points_at_somebody(left) else one]
    if left.scope is Scope.AGREED:
        return [untold(HEADING, nobody("has left in this time, as far as it was recorded", late))]
    why = "Nobody's leaving was recorded in this time."
    return [untold(HEADING, why, "When somebody leaves, say why under Members.")]


def _points_at_somebody(left: Leaving) -> bool:
    """Everybody in a small room knows who left: a reason of one or two would tell them why."""
    return any(0 < count < FEWEST_OF_A_REASON for _, count in left.reasons)


# Whose figures they are is part of the key, so no actor meets another's.
@lru_cache(maxsize=128)
def _finding(scope: Whose, left: Leaving) -> Finding:
    return leaving_finding(left)
