"""The report of everything on the page, for the group or for anybody outside it (R26)."""

from collections.abc import Sequence

import streamlit as st

from services.engagement.periods import Period
from services.security.actor import Actor
from ui.engagement import practised
from ui.engagement.shown import Shown
from ui.exporting.chapters import Chapter, Kept
from ui.exporting.report import show_report

ABOUT_PEOPLE = "It counts people, and outside nobody may be picked out of a small number."
# What says nothing of who came: which skills were practised at how many group sessions.
OF_NOBODY = {practised.HEADING}


def show_whole_report(actor: Actor, group_id: int, period: Period, found: Sequence[Shown]) -> None:
    """One button for the PDF of these findings; nothing while there are none."""
    if not found:
        return
    st.header("A report to take away")
    chapters = [
        Chapter(one.heading, one.finding, one.finding if one.heading in OF_NOBODY else Kept(ABOUT_PEOPLE))
        for one in found
    ]
    show_report(actor, group_id, period, chapters)
