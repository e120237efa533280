"""Where is the group heading?"""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.heading import ENOUGH, Heading, heading
from services.engagement.outlook import TooFew
from services.engagement.periods import Period
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.heading import heading_finding, joined_and_gone
from ui.engagement.kept_finding import kept_finding
from ui.engagement.shown import Question, Shown, shown, untold
from ui.words import many

NOT_FOR_A_CLINIC = (
    "How full the room will be is about everyone who comes, and not only about the people who agreed to feedback. "
    "So the group's coordinators see it, and you can ask them."
)
# What a report says of it, to everybody in the group: without the counts.
TOO_FEW = (
    f"How often people stop coming can be told only of fewer than {SMALLEST_FOR_PERCENT} people so far, and that would "
    "mislead."
)

QUESTION = Question("heading", "Where the group is heading")


def show_heading(actor: Actor, group_id: int, _period: Period) -> Shown:
    """The chart with its sentence and table, or why there is none. It looks on from today, whatever the period."""
    st.header(QUESTION.heading)
    found = heading(actor, group_id)
    drawn = kept_finding(actor, _drawn, found)
    if drawn:
        return shown(group_id, QUESTION, None, drawn)
    if found.scope is Scope.AGREED:
        return untold(QUESTION, NOT_FOR_A_CLINIC)
    if found.too_few:
        st.info(too_few_words(found.too_few))
        return Shown(QUESTION, None, TOO_FEW)
    why = "Too early to say: nobody has come for long enough yet."
    if found.recorded < ENOUGH:
        why = (
            f"Too early to say. It takes {ENOUGH} finished registers in the last 12 months, and there are "
            f"{found.recorded}."
        )
    return untold(QUESTION, why, "Each register that you finish brings it nearer.")


def too_few_words(few: TooFew) -> str:
    """What can be said where a rate would be one of fewer than 8 people (R23)."""
    return (
        f"{joined_and_gone(few.joined, few.left)}. How often people stop "
        f"coming can be told only of {many(few.seen, 'person', 'people')} so far, and of fewer than "
        f"{SMALLEST_FOR_PERCENT} it would mislead, so there is no look ahead yet."
    )


def _drawn(found: Heading) -> Finding | None:
    return heading_finding(found, found.outlook) if found.outlook else None
