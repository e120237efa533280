"""What needs the clinic today: calls, people who came along, referrals, consents that end."""

import streamlit as st

from services.security.actor import Actor
from ui.confirming import show_unconfirmed
from ui.ending_consents import show_ending
from ui.overview.attention import show_attention
from ui.referrals.calls import show_calls

PARTS = (show_calls, show_unconfirmed, show_attention, show_ending)


def show_needs(actor: Actor) -> None:
    """Each part that has something in it, most pressing first; on a quiet day one kind line."""
    needed = [part(actor) for part in PARTS]  # each is drawn, whatever the one before it had
    if not any(needed):
        st.markdown("Nothing needs you today.")
