"""How the group is doing, in words: the same figures as Engagement, of people who agreed to feedback (R26, R28)."""

import streamlit as st

from services.engagement.attendance import attendance
from services.engagement.periods import Period
from services.security.actor import Actor
from ui.charts.attendance import attendance_sentence, missing_registers
from ui.routes import go
from ui.scope import chosen_group


def show_doing(actor: Actor) -> None:
    """One sentence about who came, what weakens it, and the way to the rest."""
    group = chosen_group(actor)
    came = attendance(actor, group.id, Period.LAST_24_MONTHS)
    st.header("How the group is doing")
    if not came.people:
        st.markdown(
            "Nobody whom you referred here has agreed to feedback yet, so there is nothing to count. "
            "When somebody agrees, record it with their consents."
        )
        return
    st.markdown(attendance_sentence(came))
    if missing := missing_registers(came):
        st.caption(missing)
    if st.button("Open engagement", icon=":material/show_chart:"):
        go("engagement")
