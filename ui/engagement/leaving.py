"""Why people leave."""

from dataclasses import replace

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.leaving import Leaving, leaving
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.leaving import leaving_finding
from ui.engagement.followed import followed, nobody_followed
from ui.engagement.shown import Question, Shown, shown, untold

QUESTION = Question("leaving", "Why people leave")
FEWEST_OF_A_REASON = 3
POINTS = (
    f"A reason that stands for fewer than {FEWEST_OF_A_REASON} people would point at somebody whom the group knows. "
    "The coordinators see it on the page."
)


def show_leaving(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart with its header; words and a next step while nobody's leaving was recorded."""
    left = leaving(actor, group_id, period)
    st.header(QUESTION.heading)
    if left.people:
        one = shown(group_id, QUESTION, period, followed(actor, group_id, leaving_finding, left))
        return replace(one, why_not=POINTS) if _points_at_somebody(left) else one
    if left.scope is Scope.AGREED:
        return nobody_followed(actor, group_id, QUESTION, "has left in this time, as far as it was recorded")
    why = "Nobody's leaving was recorded in this time."
    return untold(QUESTION, why, "When somebody leaves, say why under Members.")


def _points_at_somebody(left: Leaving) -> bool:
    """Everybody in a small room knows who left: a reason of one or two would tell them why."""
    return any(0 < count < FEWEST_OF_A_REASON for _, count in left.reasons)
