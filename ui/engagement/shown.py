"""One finding on the engagement page: as every finding is shown, and to take away."""

from dataclasses import dataclass

import streamlit as st

from services.engagement.exports.still_theirs import check_still_theirs
from services.engagement.periods import Period
from services.view import viewed_since
from ui.charts.finding import Finding
from ui.charts.show import show_finding, show_table
from ui.exporting import take_away
from ui.feedback import telling
from ui.guard import current_actor

NONE_SENT = "No referral was sent to the group in this time."
LOOK_BACK = "Choose another period to look further back."


@dataclass(frozen=True)
class Question:
    """What is asked. `key`, plain words with dashes, names it and its files; `heading` is what the screen says."""

    key: str
    heading: str


@dataclass(frozen=True)
class Shown:
    """A question and what it found, for whoever gathers them.

    `finding` is None where there was too little to draw. `why_not` says why the report for the group does not hold
    it, in words that tell of nobody; "" when it does.
    """

    question: Question
    finding: Finding | None
    why_not: str = ""


def shown(group_id: int, question: Question, over: Period | None, finding: Finding) -> Shown:
    """Draws a finding with its way out.

    Args:
        over: the period that was asked for; None when the finding has one of its own, and says so.
    """
    show_finding(finding)
    _more(question.heading, take_away.OnScreen(group_id, question.key, over, finding, viewed_since()))
    return Shown(question, finding)


def untold(question: Question, why: str, hint: str = "") -> Shown:
    """A question with nothing to draw: why, and what to do so that there is. `why` is for the group's report too."""
    st.info(f"{why} {hint}".strip())
    return Shown(question, None, why)


# Opening it runs this alone and not the page, with what the page had counted when it ran.
@st.fragment
def _more(heading: str, one: take_away.OnScreen) -> None:
    """The table and the files, under a name that no other on the page has. Nothing is made while it is closed."""
    box = st.expander(f"{heading}: table and files", key=f"more_{one.key}", on_change="rerun")
    if box.open:
        actor = current_actor()
        with box, telling():
            # The page may have been drawn long ago, and figures may not outlive what allowed them.
            check_still_theirs(actor, one.group_id, one.counted_at)
            take_away.show_take_away(actor, one)
            show_table(one.finding)
