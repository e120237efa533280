"""Where is the group heading?"""

from functools import lru_cache

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.heading import ENOUGH, Heading, heading
from services.engagement.outlook import TooFew
from services.engagement.periods import Period
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.heading import heading_finding, joined_and_gone
from ui.engagement.shown import Shown, shown
from ui.engagement.whose import Whose, whose
from ui.words import many

NOT_FOR_A_CLINIC = (
    "How full the room will be is about everyone who comes, and not only about the people who agreed to feedback. "
    "So the group's coordinators see it, and you can ask them."
)


HEADING = "Where the group is heading"


def show_heading(actor: Actor, group_id: int, _period: Period) -> list[Shown]:
    """The chart with its sentence and table, or why there is none. It looks on from today, whatever the period."""
    given: list[Shown] = []
    st.header(HEADING)
    found = heading(actor, group_id)
    drawn = _drawn(whose(actor), found)
    if drawn:
        given = [shown(group_id, "heading", HEADING, drawn)]
    elif found.scope is Scope.AGREED:
        st.info(NOT_FOR_A_CLINIC)
    elif found.too_few:
        st.info(too_few_words(found.too_few))
    elif found.recorded < ENOUGH:
        st.info(
            f"Too early to say. It takes {ENOUGH} finished registers in the last 12 months, and there are "
            f"{found.recorded}. Each one that you finish brings it nearer."
        )
    else:
        st.info(
            "Too early to say: nobody has come for long enough yet. Each register that you finish brings it nearer."
        )
    return given


def too_few_words(few: TooFew) -> str:
    """What can be said where a rate would be one of fewer than 8 people (R23)."""
    return (
        f"{joined_and_gone(few.joined, few.left)}. How often people stop "
        f"coming can be told only of {many(few.seen, 'person', 'people')} so far, and of fewer than "
        f"{SMALLEST_FOR_PERCENT} it would mislead, so there is no look ahead yet."
    )


@lru_cache(maxsize=128)
def _drawn(scope: Whose, found: Heading) -> Finding | None:
    return heading_finding(found, found.outlook) if found.outlook else None
