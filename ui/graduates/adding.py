"""Adding someone without a referral: asked first whether they are on file already, so that nobody is there twice."""

from dataclasses import replace
from hashlib import sha256
from secrets import token_hex

import streamlit as st

from models import ConsentKind
from services.clinic import graduates
from services.clinic.duplicates import Likely, likely
from services.clinic.graduates import Details, NewGraduate
from services.clinic.programmes import ProgrammeView, programmes
from services.contact import Contact
from services.security.actor import Actor
from ui.consents import consent_questions
from ui.feedback import plain, tell, telling
from ui.graduates.fields import birth_field, completion_fields
from ui.people import name_field, reach_fields
from ui.routes import go
from ui.rows import row
from ui.words import short_day

_ASKED, _ADDED, _KEY = "adding_asked", "adding_added", "adding_key"


def show_adding(actor: Actor) -> None:
    """The form; without a programme there is nothing to have completed."""
    st.header("Add someone")
    runs = {run.id: run for run in programmes(actor)}
    if not runs:
        st.info("First add the programme they completed, under “All graduates”.", icon=":material/school:")
        return
    new, pressed = _form(runs)
    word = _word(new)
    if pressed or st.session_state.get(_ASKED) == word:
        with telling():
            known = () if word in st.session_state.get(_ADDED, ()) else likely(actor, new.details)
            if not known or _is_someone_else(known, word):
                _add(actor, new, word)


def _form(runs: dict[int, ProgrammeView]) -> tuple[NewGraduate, bool]:
    key = "adding"
    with st.form(key, border=False, enter_to_submit=False):
        name = name_field("", key)
        left, right = st.columns(2)
        full = left.text_input("Full name", key=f"{key}_full", autocomplete="off")
        born = birth_field(right, None, key)
        programme_id, on = completion_fields(runs, key)
        reach = reach_fields(Contact(), key)
        given = consent_questions(tuple(ConsentKind), f"{key}_given")
        pressed = st.form_submit_button("Add", type="primary", icon=":material/person_add:")
    details = Details(preferred_name=name, full_name=full, born_on=born, **vars(reach))
    return NewGraduate(details, programme_id, on, given), pressed


def _word(new: NewGraduate) -> str:
    """The same for the same words in this browser session, however late the second click of a double click comes."""
    key = st.session_state.setdefault(_KEY, token_hex(16))
    typed = (new.details, new.programme_id, new.completed_on)
    return sha256(f"{key} {typed!r}".encode("utf-8", "replace")).hexdigest()


def _is_someone_else(known: tuple[Likely, ...], word: str) -> bool:
    """Asks who is meant. The answer counts for these very words: other words ask anew."""
    st.session_state[_ASKED] = word
    st.warning("Nobody is added yet: they may be on file already.", icon=":material/person_search:")
    for one in known:
        born = f", born {short_day(one.born_on)}" if one.born_on else ""
        names = ", ".join(plain(name) for name in dict.fromkeys((one.name, one.full_name)) if name)
        done = f"{plain(one.programme)}, " if one.programme else ""
        if row(f"**{names}**{born}  \n{done}{plain(one.reason)}", "It is them", f"adding_is_{one.id}"):
            st.session_state.pop(_ASKED, None)
            go("graduates", graduate=one.id)
    return st.button("They are someone else: add them", key="adding_someone_else")


def _add(actor: Actor, new: NewGraduate, word: str) -> None:
    graduate_id = graduates.add(actor, replace(new, form=word))
    st.session_state[_ADDED] = {*st.session_state.get(_ADDED, ()), word}
    st.session_state.pop(_ASKED, None)
    tell("Added.")
    go("graduates", graduate=graduate_id)
