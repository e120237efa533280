"""Welcome: people on the way to their first visit, longest waiting first."""

from collections.abc import Callable

import streamlit as st

from models import ReferralState
from services.referrals import calls, welcoming
from services.referrals.welcoming import Arrival
from services.security.actor import Actor
from services.security.permissions import Permission
from ui.arrival_card import show_arrival
from ui.feedback import tell, telling
from ui.guard import signed_in
from ui.reasons import why
from ui.scope import chosen_group
from ui.words import short_day

actor = signed_in(Permission.WELCOME)
DECLINE = [
    "The group is full just now",
    "They would rather not",
    "Too far or wrong time for them",
    "Something else",
]
NOT_REACHED = ["No answer after several tries", "The number or address does not work", "Something else"]


def card(arrival: Arrival) -> None:
    with st.container(border=True):
        show_arrival(arrival)
        with st.container(horizontal=True):
            actions(arrival)


def actions(arrival: Arrival) -> None:
    if arrival.state is ReferralState.SENT:
        if st.button("Accept", type="primary", key=f"accept_{arrival.id}"):
            with telling():
                welcoming.accept(actor, arrival.id)
                tell(f"Accepted. {arrival.name} is now on the register.")
                st.rerun()
        ending(arrival, "Decline", DECLINE, welcoming.decline)
    if arrival.state is ReferralState.ACCEPTED and st.button(
        "I have been in touch", type="primary", key=f"contacted_{arrival.id}"
    ):
        with telling():
            welcoming.contacted(actor, arrival.id)
            tell(f"Noted that you have been in touch with {arrival.name}.")
            st.rerun()
    if arrival.state is not ReferralState.SENT:
        ending(arrival, "Could not reach", NOT_REACHED, welcoming.could_not_reach)
    call_from_the_clinic(arrival)


def call_from_the_clinic(arrival: Arrival) -> None:
    if arrival.call_asked_on:
        st.markdown(f":material/call: Clinic asked to call on {short_day(arrival.call_asked_on)}")
        return
    if arrival.called_on:
        st.markdown(f":material/check: The clinic called on {short_day(arrival.called_on)}")
    if st.button("Ask the clinic to call", key=f"call_{arrival.id}"):
        with telling():
            calls.ask(actor, arrival.id)
            tell("The clinic has been asked to call.")
            st.rerun()


def ending(arrival: Arrival, name: str, reasons: list[str], act: Callable[[Actor, int, str], None]) -> None:
    key = f"{name}_{arrival.id}"
    with st.popover(name), st.form(key, border=False, enter_to_submit=False):
        reason = why(reasons, f"{key}_why")
        if st.form_submit_button(name, type="primary"):
            with telling():
                act(actor, arrival.id, reason)
                tell("Noted. The clinic is told why.")
                st.rerun()


st.title("Welcome")
group = chosen_group(actor)
waiting = welcoming.arrivals(actor, group.id)
for one in waiting:
    card(one)
if not waiting:
    st.markdown("Nobody is waiting for a welcome just now. New referrals from the clinic appear here.")
