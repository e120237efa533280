"""Writing down what a member enjoys, and what they would like to do."""

import streamlit as st

from models import Growth, Wish
from services.members import strengths, wishes
from services.members.person import Person, RoleView
from services.security.actor import Actor
from ui.choices import choose
from ui.feedback import plain, tell, telling
from ui.versions import form_key


def change_strengths(actor: Actor, person: Person) -> None:
    with st.expander("Change strengths"):
        for strength in person.strengths:
            if st.button(f"Remove {plain(strength.name)}", key=f"remove_{person.id}_{strength.id}"):
                with telling():
                    strengths.remove_strength(actor, person.id, strength.id)
                    tell(f"{strength.name} is off their list.")
                    st.rerun()
        _add(actor, person)


def _add(actor: Actor, person: Person) -> None:
    key = form_key(f"strength_{len(person.strengths)}", person)
    with st.form(key, border=False, enter_to_submit=False):
        name = st.selectbox(
            "A strength: choose, or type a new one",
            [strength.name for strength in person.other_strengths],
            index=None,
            accept_new_options=True,
            placeholder="e.g. listening",
            key=f"{key}_name",
        )
        words = st.text_input("In their own words", key=f"{key}_words", placeholder="optional", autocomplete="off")
        if st.form_submit_button("Add strength", type="primary"):
            with telling():
                strengths.add_strength(actor, person.id, name or "", words)
                tell(f"Added: {name}.")
                st.rerun()


def change_wishes(actor: Actor, person: Person) -> None:
    """One role at a time: their wish, and how far they say they have grown into it (R22)."""
    if not person.roles:
        return
    with st.expander("Change wishes for roles"):
        by_id = {role.id: role for role in person.roles}
        picked = st.selectbox(
            "Role", list(by_id), format_func=lambda key: by_id[key].name, key=f"wish_role_{person.id}"
        )
        _wish(actor, person, by_id[picked])


def _wish(actor: Actor, person: Person, role: RoleView) -> None:
    key = f"wish_{person.id}_{role.id}"
    with st.form(key, border=False):
        wish = choose("Would they like it?", Wish, role.wish, f"{key}_wish")
        growth = choose("How far along, in their own view", Growth, role.growth, f"{key}_growth")
        if st.form_submit_button("Save", type="primary"):
            with telling():
                wishes.set_wish(actor, person.id, role.id, wish, growth)
                tell(f"Saved for {role.name}.")
                st.rerun()
