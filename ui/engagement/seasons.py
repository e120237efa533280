"""How does this season compare with last year's?"""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.seasons import seasons
from services.security.actor import Actor
from ui.charts.seasons import seasons_finding
from ui.engagement.kept_finding import kept_finding
from ui.engagement.shown import Question, Shown, shown, untold

QUESTION = Question("seasons", "This season and last year's")


def show_seasons(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart with its sentence and table, or what to do so that there is one."""
    st.header(QUESTION.heading)
    found = seasons(actor, group_id, period)
    stretches = [each for pair in found.pairs for each in (pair.now, pair.before)]
    if any(sum(each.came) for each in stretches) or (found.scope is Scope.EVERYONE and any(s.came for s in stretches)):
        return shown(group_id, QUESTION, None, kept_finding(actor, seasons_finding, found))
    if found.scope is Scope.AGREED:
        why = "Nobody came in these seasons who had agreed to feedback by then."
        return untold(QUESTION, why, "Whoever agrees counts from the next group session on.")
    return untold(QUESTION, "No register was finished in these seasons.", "Once one is finished, it shows here.")
