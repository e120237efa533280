"""Which version of a member a form on screen was filled from, so that a save never overwrites what it has not seen."""

from collections.abc import Callable

import streamlit as st

from services.errors import Conflict
from services.members.person import Person
from ui.feedback import tell


def form_key(form: str, person: Person) -> str:
    """Names a form's widgets. Each save starts new ones, filled from what was kept."""
    return f"{form}_{person.id}_{st.session_state.get(_saves(form, person), 0)}"


def keep_version(person: Person, *, fresh: bool) -> None:
    """Call before the forms: `fresh` when their widgets are about to be filled from `person`."""
    if fresh or _version(person) not in st.session_state:
        st.session_state[_version(person)] = person.version


def save(form: str, person: Person, change: Callable[[int], int]) -> None:
    """Makes the change at the version that the form was filled from, then shows what was kept.

    Raises:
        Conflict: someone else was there first. What they saved is on screen now; what was typed stays, and saving
            once more is a choice made in the light of it.
    """
    try:
        kept = change(st.session_state[_version(person)])
    except Conflict:
        st.session_state[_version(person)] = person.version
        raise
    st.session_state[_version(person)] = kept
    st.session_state[_saves(form, person)] = st.session_state.get(_saves(form, person), 0) + 1
    tell("Saved.")
    st.rerun()


def moved_on(person: Person) -> None:
    """Call after a change of ours beside the forms: the next run takes the version it finds."""
    st.session_state.pop(_version(person), None)


def _version(person: Person) -> str:
    return f"member_version_{person.id}"


def _saves(form: str, person: Person) -> str:
    return f"{form}_saves_{person.id}"
