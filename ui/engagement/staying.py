"""How long people keep coming."""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.staying import ENOUGH, staying
from services.security.actor import Actor
from ui.charts.staying import staying_finding, staying_notes, staying_sentence
from ui.engagement.agreed_later import agreed_later_for, agreed_later_note, with_agreed_later
from ui.engagement.followed import nobody_followed
from ui.engagement.kept_finding import kept_finding
from ui.engagement.shown import Question, Shown, shown, untold

QUESTION = Question("staying", "How long people keep coming")
TOO_FEW = f"Fewer than {ENOUGH} people first came in this time, and of so few a curve would mislead."


def show_staying(actor: Actor, group_id: int, period: Period) -> Shown:
    """The curve with its header; the counts in words below 20 people; a next step while nobody came."""
    stayed = staying(actor, group_id, period)
    st.header(QUESTION.heading)
    finding, late = kept_finding(actor, staying_finding, stayed), agreed_later_for(actor, group_id)
    if finding is not None:
        return shown(group_id, QUESTION, period, with_agreed_later(finding, late))
    if stayed.people:
        st.markdown(f"**{staying_sentence(stayed)}**")
        for note in filter(None, (*staying_notes(stayed), agreed_later_note(late))):
            st.caption(note)
        return Shown(QUESTION, None, TOO_FEW)
    if stayed.scope is Scope.AGREED:
        return nobody_followed(actor, group_id, QUESTION, "first came in this time")
    hint = "Choose another period, or finish a register, and it shows here."
    return untold(QUESTION, "Nobody first came in this time.", hint)
