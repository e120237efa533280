"""Changing how to reach and welcome a member, and what suits them."""

import streamlit as st

from services.members import editing
from services.members.editing import Details, Limits
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


def change_limits(actor: Actor, person: Person) -> None:
    key = form_key("limits", person)
    with st.expander("Change what suits them"), st.form(key, border=False, enter_to_submit=False):
        wanted = _limits(person, key)
        if st.form_submit_button("Save", type="primary"):
            with telling():
                save("limits", person, lambda seen: editing.change_limits(actor, person.id, seen, wanted))


def _limits(person: Person, key: str) -> Limits:
    seated = st.checkbox("Seated roles only", person.seated_only, key=f"{key}_seated")
    no_lifting = st.checkbox("No lifting", person.no_lifting, key=f"{key}_lifting")
    quiet = st.checkbox("Don't suggest roles", not person.suggest_roles, key=f"{key}_suggest")
    at_one = st.number_input(
        "Most duties at one group session",
        0,
        editing.MOST_PER_SESSION,
        min(person.duties_per_session, editing.MOST_PER_SESSION),
        key=f"{key}_at_one",
    )
    in_six = st.number_input(
        "Most duties in six weeks",
        0,
        editing.MOST_IN_SIX_WEEKS,
        min(person.duties_in_six_weeks, editing.MOST_IN_SIX_WEEKS),
        key=f"{key}_in_six",
    )
    return Limits(seated, no_lifting, not quiet, at_one, in_six)
