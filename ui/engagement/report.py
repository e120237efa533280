"""The report of everything on the page, for the group or for anybody outside it (R26)."""

from collections.abc import Callable, Sequence

import streamlit as st

from services.engagement.outside import OVER, attendance_outside
from services.engagement.periods import Period
from services.engagement.registers import missing_registers
from services.security.actor import Actor
from ui.charts.finding import Finding
from ui.charts.outside import outside_finding
from ui.engagement import (
    coming,
    conversion,
    heading,
    leaving,
    meeting,
    newcomers,
    practised,
    seasons,
    settling,
    shared_load,
    staying,
    waits,
)
from ui.engagement.shown import Shown
from ui.exporting.chapters import Chapter, Withheld
from ui.exporting.report import show_report

ABOUT_PEOPLE = "Each counts people, and outside nobody may be picked out of a small number."
NOT_YET = "No group session has been given out yet: that takes a week after its register is finished."
NO_SKILL = "No skill was noted."
CLINICS = "Which programme somebody completed is the clinic's to know, and the group's figures do not have it."
NOTHING = "There was nothing to tell in this time."
# Every question, whatever was found: which of them the group has figures for would tell of people by itself.
HEADINGS = (
    coming.HEADING,
    settling.HEADING,
    conversion.HEADING,
    conversion.BY_PROGRAMME,
    waits.HEADING,
    newcomers.HEADING,
    seasons.HEADING,
    heading.HEADING,
    staying.HEADING,
    leaving.HEADING,
    shared_load.HEADING,
    meeting.HEADING,
    practised.HEADING,
)


def show_whole_report(actor: Actor, group_id: int, period: Period, gather: Callable[[], Sequence[Shown]]) -> None:
    """One button for the PDF of the findings that `gather` draws below it."""
    st.header("A report to take away")
    show_report(actor, group_id, period, lambda: chapters(actor, group_id, gather()))


def chapters(actor: Actor, group_id: int, found: Sequence[Shown]) -> list[Chapter]:
    """What the report says of each question, to the group and to anybody outside it."""
    by_heading = {one.heading: one for one in found}
    told = attendance_outside(actor, group_id)
    outside: dict[str, Finding | Withheld] = {
        coming.HEADING: outside_finding(told, missing_registers(actor, group_id, OVER)) if told else Withheld(NOT_YET),
        # How many group sessions practised what says nothing of who came.
        practised.HEADING: _drawn(by_heading.get(practised.HEADING)) or Withheld(NO_SKILL),
    }
    return [
        Chapter(one, _for_group(one, by_heading.get(one)), outside.get(one, Withheld(ABOUT_PEOPLE))) for one in HEADINGS
    ]


def _for_group(heading: str, one: Shown | None) -> Finding | Withheld:
    """What every member is told of a question, or why they are not."""
    if one is None:
        return Withheld(CLINICS if heading == conversion.BY_PROGRAMME else NOTHING)
    drawn = _drawn(one)
    return Withheld(one.why_not or NOTHING) if one.why_not or drawn is None else drawn


def _drawn(one: Shown | None) -> Finding | None:
    return one.finding if one else None
