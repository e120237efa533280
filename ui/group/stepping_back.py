"""Stepping back: what it means said first, then one button."""

from collections.abc import Sequence

import streamlit as st

from services.groups import GroupView
from services.handover.stepping_back import step_back
from services.handover.team import Colleague
from services.security.actor import Actor
from ui.feedback import plain, telling


def step_back_from(actor: Actor, group: GroupView, coordinators: Sequence[Colleague]) -> None:
    """For the actor alone; the last coordinator is told to invite another first."""
    with st.expander("Step back", icon=":material/waving_hand:"):
        others = [one.name for one in coordinators if not one.you]
        if not others:
            st.markdown("You are the only coordinator. Invite another one first, and then you can step back.")
            return
        st.markdown(
            f"Everything stays with the group and with {plain(' and '.join(others))}: members, registers, roles. "
            "You no longer see it, your calendar link ends, and you are signed out. "
            "If you are a member too, you stay one."
        )
        sure = st.checkbox(f"I step back from {plain(group.name)}", key=f"sure_{group.id}")
        if st.button("Step back", key=f"step_back_{group.id}", disabled=not sure):
            with telling():
                step_back(actor, group.id)
                st.rerun()
