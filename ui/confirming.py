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
# What was tapped, carried out before the list is read: else an answer about somebody whom a colleague answered
# meanwhile would just be gone, and nobody told.
_TAPPED = "confirming_tapped"


def show_unconfirmed(actor: Actor) -> int:
    """The people asked about, each with its answer; nothing when nobody is. Returns how many there are."""
    _carry_out(actor)
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
    with st.expander("They did: find them on file", key=f"confirm_{one.handle}", on_change="rerun") as finding:
        if finding.open:
            _find(actor, one)
    st.button("Not known to us", key=f"unknown_{one.handle}", on_click=_tapped, args=(one.handle, None))


def _find(actor: Actor, one: Unconfirmed) -> None:
    """The people of that name, or of another that is typed, each with the tap that says it is them."""
    search = st.text_input("Name or date of birth", value=one.name, key=f"confirm_{one.handle}_name")
    found = graduates(actor, search=search, size=SHOWN)
    for person in found.rows:
        key = f"confirmed_{one.handle}_{person.id}"
        row(_known_as(person), "It is them", key, on_click=_tapped, args=(one.handle, person.id))
    if not found.rows:
        st.markdown("Nobody on file by that name. Try a part of it, or their date of birth.")
    elif found.total > SHOWN:
        st.markdown(f"{found.total - SHOWN} more: type more of the name.")


def _tapped(handle: str, graduate_id: int | None) -> None:
    st.session_state[_TAPPED] = handle, graduate_id


def _carry_out(actor: Actor) -> None:
    handle, graduate_id = st.session_state.pop(_TAPPED, ("", None))
    if not handle:
        return
    with telling():
        if graduate_id is None:
            confirmations.not_known(actor, handle)
            tell("Noted. The coordinators see it.")
        else:
            confirmations.confirm(actor, handle, graduate_id)
            tell("Confirmed. The coordinators see it.")
        st.rerun()


def _known_as(person: GraduateRow) -> str:
    return f"**{plain(person.name)}**  \n{plain(person.programme or 'No programme recorded')}"
