"""Whom a group asks about: did they complete the programme? One choice, one tap."""

import streamlit as st

from services.clinic import confirmations
from services.clinic.confirmations import Unconfirmed
from services.clinic.reading import graduates
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.words import short_day

CHOICES = 200


def show_unconfirmed(actor: Actor) -> bool:
    """The people asked about, each with its answer; nothing when nobody is. Whether anybody was."""
    asked = confirmations.unconfirmed(actor)
    if not asked:
        return False
    st.header("Did they complete the programme?")
    people = {row.id: f"{row.name} · {row.programme or 'no programme'}" for row in graduates(actor, size=CHOICES).rows}
    for one in asked:
        with st.container(border=True):
            _ask(actor, one, people)
    return True


def _ask(actor: Actor, one: Unconfirmed, people: dict[int, str]) -> None:
    st.markdown(f"**{plain(one.name)}** came along to {plain(one.group)} on {short_day(one.since)}.")
    picked = st.selectbox(
        f"Who {plain(one.name)} is on file",
        list(people),
        index=None,
        format_func=lambda key: people[key],
        placeholder="Type a name",
        key=f"confirm_{one.member_id}",
    )
    with st.container(horizontal=True):
        if st.button("Yes, they did", type="primary", disabled=picked is None, key=f"confirmed_{one.member_id}"):
            with telling():
                if picked is not None:
                    confirmations.confirm(actor, one.member_id, picked)
                tell("Confirmed. The coordinators see it.")
                st.rerun()
        if st.button("Not known to us", key=f"unknown_{one.member_id}"):
            with telling():
                confirmations.not_known(actor, one.member_id)
                tell("Noted. The coordinators see it.")
                st.rerun()
