"""The report of everything on the page, for the group or for anybody outside it (R26)."""

from collections.abc import Sequence

import streamlit as st

from services.engagement.outside import attendance_outside
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.outside import outside_finding
from ui.engagement import coming, practised
from ui.engagement.shown import Shown
from ui.exporting.chapters import Chapter, Kept
from ui.exporting.report import show_report

ABOUT_PEOPLE = "It counts people, and outside nobody may be picked out of a small number."
NOT_YET = "No group session has been given out yet: that takes a week after its register is finished."


def show_whole_report(actor: Actor, group_id: int, period: Period, found: Sequence[Shown]) -> None:
    """One button for the PDF of these findings; nothing while there are none."""
    if not found:
        return
    st.header("A report to take away")
    told = attendance_outside(actor, group_id)
    outside: dict[str, Finding | Kept] = {coming.HEADING: outside_finding(told) if told else Kept(NOT_YET)}
    # Which skills were practised at how many group sessions says nothing of who came.
    outside |= {one.heading: one.finding for one in found if one.heading == practised.HEADING}
    chapters = [Chapter(one.heading, one.finding, outside.get(one.heading, Kept(ABOUT_PEOPLE))) for one in found]
    show_report(actor, group_id, period, chapters)
