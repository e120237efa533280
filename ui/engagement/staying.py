"""How long people keep coming."""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.staying import ENOUGH, staying
from services.security.actor import Actor
from ui.charts.staying import staying_finding, staying_notes, staying_sentence
from ui.engagement.agreed_later import agreed_later_for, agreed_later_note, nobody, with_agreed_later
from ui.engagement.kept_finding import kept_finding
from ui.engagement.shown import Shown, shown, untold

HEADING = "How long people keep coming"
TOO_FEW = f"Fewer than {ENOUGH} people first came in this time, and of so few a curve would mislead."


def show_staying(actor: Actor, group_id: int, period: Period) -> list[Shown]:
    """The curve with its header; the counts in words below 20 people; a next step while nobody came."""
    stayed = staying(actor, group_id, period)
    st.header(HEADING)
    finding, late = kept_finding(actor, staying_finding, stayed), agreed_later_for(actor, group_id)
    if finding is not None:
        return [shown(group_id, "staying", period, HEADING, with_agreed_later(finding, late))]
    if stayed.people:
        st.markdown(f"**{staying_sentence(stayed)}**")
        for note in filter(None, (*staying_notes(stayed), agreed_later_note(late))):
            st.caption(note)
        return [Shown(HEADING, None, TOO_FEW)]
    if stayed.scope is Scope.AGREED:
        return [untold(HEADING, nobody("first came in this time", late))]
    hint = "Choose another period, or finish a register, and it shows here."
    return [untold(HEADING, "Nobody first came in this time.", hint)]
