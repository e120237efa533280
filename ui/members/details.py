"""Changing how to reach and welcome a member."""

import streamlit as st

from services.members import editing
from services.members.editing import Details
from services.members.person import Person
from services.members.signing_in_as import coordinators, signs_in_as
from services.security.actor import Actor
from ui.feedback import tell, telling
from ui.people import name_field, reach_fields, reach_of
from ui.versions import form_key, keep_version, moved_on, save


def change_details(actor: Actor, person: Person) -> None:
    key = form_key("details", person)
    keep_version(person, f"{key}_name")
    with st.expander("Change details"), st.form(key, border=False, enter_to_submit=False):
        name = name_field(person.name, key)
        reach = vars(reach_fields(reach_of(person), key))
        comes_with = st.text_input("Comes with", person.comes_with, key=f"{key}_with", autocomplete="off")
        transport = st.text_input("Getting there", person.transport, key=f"{key}_transport", autocomplete="off")
        off_sheets = st.checkbox("Keep their name off printed sheets", person.off_sheets, key=f"{key}_sheets")
        wanted = Details(name=name, comes_with=comes_with, transport=transport, off_sheets=off_sheets, **reach)
        if st.form_submit_button("Save", type="primary"):
            with telling():
                save("details", person, lambda seen: editing.change_details(actor, person.id, seen, wanted))


def change_account(actor: Actor, person: Person) -> None:
    """Shown to link a coordinator to who they are in the group: their own roles count too (R21)."""
    here = coordinators(actor, person.group_id)
    now = next((one.account_id for one in here if one.member_id == person.id), None)
    names = {one.account_id: one.name for one in here if one.member_id in {None, person.id}}
    if not names:
        return
    with st.expander("A coordinator?"), st.form(f"account_{person.id}_{now}", border=False):
        st.caption("If they coordinate the group, say which account is theirs. Their own roles then count with them.")
        options = [None, *names]
        picked = st.selectbox(
            "Signs in as",
            options,
            options.index(now),
            lambda one: names[one] if one else "Nobody",
            key=f"as_{person.id}",
        )
        if st.form_submit_button("Save", type="primary"):
            with telling():
                signs_in_as(actor, person.id, picked)
                moved_on(person)
                tell("Saved.")
                st.rerun()
