"""Welcome: people on the way to their first visit and to coming again, longest waiting first."""

from collections.abc import Callable

import streamlit as st

from models import ReferralState
from services.referrals import calls, welcoming
from services.referrals.welcoming import Arrival
from services.security.actor import Actor
from services.security.permissions import Permission
from services.welcome.bridge import Bridge, Need
from services.welcome.choices import WelcomeChoices, welcome_choices
from services.welcome.reading import CameOnce, on_the_way
from services.welcome.tries import tried
from ui.arrival_card import show_arrival
from ui.feedback import plain, tell, telling
from ui.guard import signed_in
from ui.reasons import why
from ui.routes import chosen
from ui.scope import chosen_group
from ui.sheets import link_to_what_to_expect
from ui.versions import moved_on
from ui.welcome.bridge import stands, steps_in_words
from ui.welcome.expecting import expect_them
from ui.words import short_day

actor = signed_in(Permission.WELCOME)
DECLINE = [
    "The group is full just now",
    "They would rather not",
    "Too far or wrong time for them",
    "Something else",
]
NOT_REACHED = ["No answer after several tries", "The number or address does not work", "Something else"]


def card(arrival: Arrival, bridge: Bridge, choices: WelcomeChoices, *, opened: bool) -> None:
    with st.container(border=True):
        show_arrival(arrival)
        st.markdown(steps_in_words(bridge))
        if stands(bridge):
            st.markdown(stands(bridge))
        if bridge.need is Need.NOTHING:
            on_their_way(bridge, choices)
        else:
            with st.expander("Expect them at a session", expanded=opened, icon=":material/event_available:"):
                expect_them(actor, bridge, choices)
        with st.container(horizontal=True):
            actions(arrival, bridge)


def on_their_way(bridge: Bridge, choices: WelcomeChoices) -> None:
    for words in (f"Comes with {bridge.comes_with}" * bool(bridge.comes_with), bridge.transport):
        if words:
            st.text(words)
    link_to_what_to_expect(bridge.referral_id)
    with st.expander("Change the plan"):
        expect_them(actor, bridge, choices)


def actions(arrival: Arrival, bridge: Bridge) -> None:
    if arrival.state is ReferralState.SENT:
        accept(arrival, bridge)
        ending(arrival, "Decline", DECLINE, welcoming.decline)
    if arrival.state is not ReferralState.CONTACTED:
        not_reached_yet(arrival)
    if arrival.state is not ReferralState.SENT or bridge.tries:
        ending(arrival, "Could not reach", NOT_REACHED, welcoming.could_not_reach)
    call_from_the_clinic(arrival)


def accept(arrival: Arrival, bridge: Bridge) -> None:
    """A yes now, a call later."""
    if st.button("Accept", key=f"accept_{arrival.id}"):
        with telling():
            welcoming.accept(actor, arrival.id)
            moved_on(bridge)
            tell(f"Accepted. {arrival.name} is now on the register.")
            st.rerun()


def not_reached_yet(arrival: Arrival) -> None:
    if st.button("Tried, no answer", key=f"tried_{arrival.id}"):
        with telling():
            tried(actor, arrival.id)
            tell(f"Noted that you tried to reach {arrival.name} today.")
            st.rerun()


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


def came_once(people: tuple[CameOnce, ...]) -> None:
    if people:
        st.header("Came once")
        st.caption("A word at the door, and a seat beside someone, help people to come again.")
    for one in people:
        st.markdown(f"**{plain(one.name)}**, first here on {short_day(one.came_on)}")


def page() -> None:
    group = chosen_group(actor)
    arrivals = welcoming.arrivals(actor, group.id)
    here = on_the_way(actor, group.id)
    choices = welcome_choices(actor, group.id) if arrivals else WelcomeChoices((), ())
    wanted = chosen("referral")
    needing = [key for key, bridge in here.bridges.items() if bridge.need is not Need.NOTHING]
    first = next(iter(needing), None)
    # Whoever was chosen on Today comes first, then who needs something, each longest waiting first.
    for one in sorted(arrivals, key=lambda arrival: (arrival.id != wanted, arrival.id not in needing)):
        if one.id in here.bridges:
            card(one, here.bridges[one.id], choices, opened=one.id == (wanted or first))
    if not arrivals:
        st.markdown("Nobody is waiting for a welcome just now. New referrals from the clinic appear here.")
    came_once(here.came_once)


st.title("Welcome")
with telling():
    page()
