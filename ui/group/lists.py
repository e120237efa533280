"""A list of the group's own: add a line, rename it, put it away or bring it back."""

import streamlit as st

from services.group_settings import lists
from services.group_settings.lists import Entry, ListKind, entries
from services.security.actor import Actor
from ui.afresh import fresh_key, start_afresh
from ui.feedback import plain, tell, telling
from ui.words import many

_TITLES = {ListKind.SKILLS: "Skills to practise", ListKind.STRENGTHS: "Strengths to choose from"}
_ONE = {ListKind.SKILLS: "A new skill", ListKind.STRENGTHS: "A new strength"}
_USED = {ListKind.SKILLS: ("session", "sessions"), ListKind.STRENGTHS: ("member", "members")}


def show_list(actor: Actor, group_id: int, kind: ListKind) -> None:
    with st.expander(_TITLES[kind], icon=":material/list:", key=f"list_{kind}", on_change="rerun") as opened:
        if not opened.open:
            return
        there = entries(actor, group_id, kind)
        _add(actor, group_id, kind)
        if there:
            _change(actor, kind, there)


def _add(actor: Actor, group_id: int, kind: ListKind) -> None:
    key = fresh_key(f"add_{kind}")
    with st.form(f"{key}_form", border=False):
        name = st.text_input(_ONE[kind], key=f"{key}_name", autocomplete="off")
        if st.form_submit_button("Add"):
            with telling():
                lists.add_entry(actor, group_id, kind, name)
                tell(f"On the list: {name.strip()}.")
                start_afresh(f"add_{kind}")
                st.rerun()


def _change(actor: Actor, kind: ListKind, there: tuple[Entry, ...]) -> None:
    """One line at a time, so that a long list stays calm."""
    by_id = {entry.id: entry for entry in there}
    picked = by_id[
        st.selectbox("Change one", list(by_id), format_func=lambda key: _in_words(kind, by_id[key]), key=f"pick_{kind}")
    ]
    with st.form(f"rename_{kind}_{picked.id}", border=False):
        name = st.text_input("Its name", picked.name, key=f"name_{kind}_{picked.id}_{picked.name}", autocomplete="off")
        if st.form_submit_button("Rename"):
            with telling():
                lists.rename_entry(actor, kind, picked.id, name)
                tell(f"It is called {name.strip()} now, wherever it is used.")
                st.rerun()
    if picked.put_away and st.button(f"Bring back {plain(picked.name)}", key=f"back_{kind}_{picked.id}"):
        with telling():
            lists.bring_back_entry(actor, kind, picked.id)
            tell(f"{picked.name} is back on the list.")
            st.rerun()
    if not picked.put_away and st.button(f"Put away {plain(picked.name)}", key=f"away_{kind}_{picked.id}"):
        with telling():
            lists.put_away_entry(actor, kind, picked.id)
            tell(f"{picked.name} is off the list. What it was used for keeps it.")
            st.rerun()


def _in_words(kind: ListKind, entry: Entry) -> str:
    used = f", {many(entry.used, *_USED[kind])}" if entry.used else ""
    return f"{entry.name}{used}{' (put away)' if entry.put_away else ''}"
