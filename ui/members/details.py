"""Changing how to reach and welcome a member."""

import streamlit as st

from services.members import editing
from services.members.editing import Details
from services.members.person import Person
from services.security.actor import Actor
from ui.feedback import telling
from ui.people import name_field, reach_fields, reach_of
from ui.versions import form_key, keep_version, save


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
