"""Which version of a record a form on screen was filled from, so that a save never overwrites what was not seen."""

from collections.abc import Callable
from typing import Protocol

import streamlit as st

from services.errors import Conflict
from ui.feedback import tell


class Versioned(Protocol):
    """A record as a page shows it."""

    @property
    def id(self) -> int: ...

    @property
    def version(self) -> int: ...


def form_key(form: str, record: Versioned) -> str:
    """Names a form's widgets. Each save starts new ones, filled from what was kept."""
    return f"{form}_{record.id}_{st.session_state.get(_saves(form, record), 0)}"


def keep_version(record: Versioned, field: str) -> None:
    """Call before the forms of a record, with the key of one of their fields.

    Widgets that left the screen are forgotten, so a missing one means a form about to be filled anew.
    """
    if field not in st.session_state or _version(record) not in st.session_state:
        st.session_state[_version(record)] = record.version


def save(
    form: str, record: Versioned, change: Callable[[int], object], *, done: str = "Saved.", there_now: str = ""
) -> None:
    """Makes the change as `put` does, then shows what was kept."""
    put(record, change, there_now=there_now)
    saved_once_more(form, record)
    tell(done)
    st.rerun()


def saved_once_more(form: str, record: Versioned) -> None:
    """Call after `put`, before the rerun: the form is then filled from what was kept."""
    st.session_state[_saves(form, record)] = st.session_state.get(_saves(form, record), 0) + 1


def put(record: Versioned, change: Callable[[int], object], *, there_now: str = "") -> None:
    """Makes the change at the version that the form was filled from.

    `there_now` is Markdown: what is kept now, where the page does not show it beside the form.

    Raises:
        Conflict: someone else was there first. What they saved is on screen now; what was typed stays, and saving
            once more is a choice made in the light of it.
    """
    seen: int = st.session_state[_version(record)]
    try:
        change(seen)
    except Conflict:
        st.session_state[_version(record)] = record.version
        if there_now and record.version != seen:
            st.info(
                f"There now: {there_now}  \nYour words are still in the fields. Save again to put them in its place."
            )
        raise
    moved_on(record)


def moved_on(record: Versioned) -> None:
    """Call after a change of ours beside the forms: the next run takes the version it finds."""
    st.session_state.pop(_version(record), None)


def _version(record: Versioned) -> str:
    return f"version_{type(record).__name__}_{record.id}"


def _saves(form: str, record: Versioned) -> str:
    return f"{form}_saves_{record.id}"
