"""Notes, taking a break, leaving and coming back; and somebody new."""

import streamlit as st

from models import LeavingReason, MemberState
from services import clock
from services.contact import Contact
from services.members import comings, joining, notes
from services.members.editing import Details
from services.members.person import Person
from services.security.actor import Actor
from ui.choices import choose
from ui.feedback import tell, telling
from ui.members.about import show_notes
from ui.members.away import show_days_away
from ui.people import name_field, reach_fields, reach_of
from ui.routes import chosen, go
from ui.versions import form_key, moved_on


def keep_notes(actor: Actor, person: Person) -> None:
    with st.expander("Notes and history"):
        key = form_key(f"note_{len(person.notes)}", person)
        with st.form(key, border=False):
            text = st.text_area("A note among the coordinators", key=f"{key}_text", height=80)
            if st.form_submit_button("Add note", type="primary"):
                with telling():
                    notes.add_note(actor, person.id, text)
                    tell("Note added.")
                    st.rerun()
        show_notes(person)


def come_and_go(actor: Actor, person: Person) -> None:
    words = "Taking a break or leaving" if person.state is MemberState.ACTIVE else "Coming back or leaving"
    with st.expander(words, expanded=bool(chosen("leaving"))):
        with st.container(horizontal=True):
            if person.state is MemberState.ACTIVE and st.button("Take a break", key=f"pause_{person.id}"):
                with telling():
                    comings.pause(actor, person.id)
                    _done(person, f"{person.name} is taking a break. Nothing is asked of them meanwhile.")
            if person.state is not MemberState.ACTIVE and st.button(
                "They are back", key=f"back_{person.id}", type="primary"
            ):
                with telling():
                    comings.come_back(actor, person.id)
                    _done(person, f"{person.name} is back.")
        if person.state is MemberState.ACTIVE:
            show_days_away(actor, person)
        if person.state is not MemberState.LEFT:
            _leave(actor, person)


def _leave(actor: Actor, person: Person) -> None:
    with st.form(f"leave_{person.id}", border=False):
        st.markdown("Leaving is not always a setback: some people are managing well.")
        reason = choose("Why they are leaving", LeavingReason, LeavingReason.UNKNOWN, f"leave_{person.id}_why")
        if st.form_submit_button("They have left"):
            with telling():
                comings.leave(actor, person.id, reason)
                _done(person, f"{person.name} has left. They can come back whenever they like.")


def _done(person: Person, words: str) -> None:
    moved_on(person)
    tell(words)
    st.rerun()


def add_member(actor: Actor, group_id: int) -> None:
    """Somebody who did not come through a referral."""
    key = f"add_member_{group_id}"
    with st.expander("Add someone"), st.form(key, border=False, enter_to_submit=False):
        name = name_field("", key)
        founder = st.checkbox(
            "One of the founders", key=f"{key}_founder", help="Others wait for the clinic to confirm."
        )
        joined = st.date_input(
            "Joined on", clock.today(), max_value=clock.today(), format="DD/MM/YYYY", key=f"{key}_joined"
        )
        reach = reach_fields(_NOTHING, key)
        if st.form_submit_button("Add", type="primary"):
            with telling():
                details = Details(name=name, **vars(reach))
                made = joining.add_member(actor, group_id, details, founder=founder, joined_on=joined)
                tell(f"{details.name} is in the group.")
                go("members", member=made)


_NOTHING: Contact = reach_of(Details(name=""))
