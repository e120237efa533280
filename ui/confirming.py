"""Whom a group asks about: did they complete the programme? Found by name, answered in one tap."""

import streamlit as st

from services.clinic import confirmations
from services.clinic.confirmations import Unconfirmed
from services.clinic.reading import GraduateRow, graduates
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.rows import row
from ui.words import short_day

SHOWN = 6


def show_unconfirmed(actor: Actor) -> int:
    """The people asked about, each with its answer; nothing when nobody is. Returns how many there are."""
    asked = confirmations.unconfirmed(actor)
    if not asked:
        return 0
    st.header("Did they complete the programme?")
    for one in asked:
        with st.container(border=True):
            _ask(actor, one)
    return len(asked)


def _ask(actor: Actor, one: Unconfirmed) -> None:
    st.markdown(f"**{plain(one.name)}** came along to {plain(one.group)} on {short_day(one.since)}.")
    # Looked up only while it is open: otherwise each person asked about would cost a search at every look.
    with st.expander("They did: find them on file", key=f"confirm_{one.member_id}", on_change="rerun") as finding:
        if finding.open:
            _find(actor, one)
    if st.button("Not known to us", key=f"unknown_{one.member_id}"):
        with telling():
            confirmations.not_known(actor, one.member_id)
            tell("Noted. The coordinators see it.")
            st.rerun()


def _find(actor: Actor, one: Unconfirmed) -> None:
    """The people of that name, or of another that is typed, each with the tap that says it is them."""
    search = st.text_input("Name or date of birth", value=one.name, key=f"confirm_{one.member_id}_name")
    found = graduates(actor, search=search, size=SHOWN)
    for person in found.rows:
        if row(_known_as(person), "It is them", f"confirmed_{one.member_id}_{person.id}"):
            with telling():
                confirmations.confirm(actor, one.member_id, person.id)
                tell("Confirmed. The coordinators see it.")
                st.rerun()
    if not found.rows:
        st.markdown("Nobody on file by that name. Try a part of it, or their date of birth.")
    elif found.total > SHOWN:
        st.markdown(f"{found.total - SHOWN} more: type more of the name.")


def _known_as(person: GraduateRow) -> str:
    return f"**{plain(person.name)}**  \n{plain(person.programme or 'No programme recorded')}"
