"""Taking an open referral back, with its effect said first and a reason (R4)."""

import streamlit as st

from models import ReferralState
from services.referrals import writing
from services.referrals.timeline import Timeline
from services.security.actor import Actor
from ui.feedback import tell, telling


def show_withdraw(actor: Actor, seen: Timeline) -> None:
    """The button, and behind it what happens and why."""
    draft = seen.state is ReferralState.DRAFT
    with st.popover("Withdraw"), st.form("withdraw", border=False, enter_to_submit=False):
        st.markdown(
            "The draft is put away; the group never saw it. You can refer them again later."
            if draft
            else "The group will no longer expect them. You can refer them again later."
        )
        reason = st.text_input("Why?", placeholder="e.g. they changed their mind", key=f"withdraw_why_{seen.id}")
        if st.form_submit_button("Withdraw referral", type="primary"):
            with telling():
                writing.withdraw(actor, seen.id, reason)
                tell("Referral withdrawn.")
                st.rerun()
