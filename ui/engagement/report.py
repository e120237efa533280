"""The report of everything on the page, for the group or for anybody outside it (R26)."""

from collections.abc import Callable, Sequence

import streamlit as st

from services.engagement.outside import OVER, attendance_outside
from services.engagement.periods import Period
from services.engagement.registers import missing_registers
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.outside import outside_finding
from ui.engagement import coming, practised
from ui.engagement.shown import Shown
from ui.exporting.chapters import Chapter, Withheld
from ui.exporting.report import show_report

ABOUT_PEOPLE = "Each counts people, and outside nobody may be picked out of a small number."
NOT_YET = "No group session has been given out yet: that takes a week after its register is finished."
NO_SKILL = "No skill was noted."


def show_whole_report(actor: Actor, group_id: int, period: Period, gather: Callable[[], Sequence[Shown]]) -> None:
    """One button for the PDF of the findings that `gather` draws below it."""
    st.header("A report to take away")
    show_report(actor, group_id, period, lambda: chapters(actor, group_id, gather()))


def chapters(actor: Actor, group_id: int, found: Sequence[Shown]) -> list[Chapter]:
    """What the report says of each question, to the group and to anybody outside it.

    Args:
        found: every question, whatever it found: which of them have figures would tell of people by itself.
    """
    return [Chapter(one.question.heading, _for_group(one), _outside(actor, group_id, one)) for one in found]


def _for_group(one: Shown) -> Finding | Withheld:
    """What every member is told of a question, or why they are not."""
    return Withheld(one.why_not) if one.why_not or one.finding is None else one.finding


def _outside(actor: Actor, group_id: int, one: Shown) -> Finding | Withheld:
    """What anybody is told of it: of who came in rounded numbers alone, and how many group sessions practised what."""
    if one.question == coming.QUESTION:
        told = attendance_outside(actor, group_id)
        return outside_finding(told, missing_registers(actor, group_id, OVER)) if told else Withheld(NOT_YET)
    if one.question == practised.QUESTION:
        return one.finding or Withheld(NO_SKILL)
    return Withheld(ABOUT_PEOPLE)
