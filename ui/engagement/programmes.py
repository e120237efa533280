"""The same by the programme that people had completed: for their clinic alone."""

import streamlit as st

from services.engagement.conversion import conversion
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.programmes import programmes_finding
from ui.engagement.followed import followed
from ui.engagement.shown import Question, Shown, shown

QUESTION = Question("referrals-by-programme", "By programme")
CLINICS = "Which programme somebody completed is the clinic's to know, and the group's figures do not have it."


def show_programmes(actor: Actor, group_id: int, period: Period) -> Shown:
    """The chart, under the header of the one over time; nothing for a group, or while nobody was referred."""
    led = conversion(actor, group_id, period)
    if not led.by_programme:
        return Shown(QUESTION, None, CLINICS)
    st.subheader(QUESTION.heading)
    return shown(group_id, QUESTION, period, followed(actor, group_id, programmes_finding, led))
