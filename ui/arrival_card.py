"""What coordinators see of someone on the way to them: one drawing, for Welcome and for the clinic's preview (R2)."""

import streamlit as st

from models import ReferralState
from services.referrals.welcoming import Arrival
from ui.feedback import plain
from ui.people import reach_of, show_reach
from ui.words import ago_days, waiting_badge

_STANDS = {
    ReferralState.SENT: "New from the clinic",
    ReferralState.ACCEPTED: "Accepted, not contacted yet",
    ReferralState.CONTACTED: "Contacted, first visit to come",
}


def show_arrival(arrival: Arrival) -> None:
    """The card's words, without its buttons. Whatever is added here, the clinic's preview shows as well."""
    st.header(plain(arrival.name))
    st.markdown(f"{_STANDS[arrival.state]}, sent {ago_days(arrival.days)} {waiting_badge(arrival.waiting)}")
    show_reach(reach_of(arrival))
    reply = f" · reply to {plain(arrival.reply_to)}" if arrival.reply_to else ""
    st.markdown(f"Referred by {plain(arrival.referrer)}{reply}")
