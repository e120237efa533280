"""Whom to refer: found by name among however many are on file, or someone new."""

import streamlit as st

from services.clinic.reading import PAGE, GraduateRow, graduates
from services.groups import GroupView
from services.security.actor import Actor
from ui.feedback import plain
from ui.paging import first_page, pager
from ui.refer.one import show_one
from ui.refer.someone_new import show_someone_new
from ui.routes import go
from ui.rows import row
from ui.words import short_day

ON_FILE, NEW = "Someone on file", "Someone new"
AT = "refer_page"


def show_choosing(actor: Actor, group: GroupView) -> None:
    """On file first, as long as anyone there is waiting to be referred."""
    anyone = graduates(actor, not_referred=True, size=0).total > 0
    way = st.radio("Who?", [ON_FILE, NEW], index=0 if anyone else 1, horizontal=True, key="refer_who")
    if way == NEW:
        show_someone_new(actor, group)
    else:
        _on_file(actor, group)


def _on_file(actor: Actor, group: GroupView) -> None:
    search = st.text_input(
        "Find a name", key="refer_search", type="search", live=True, on_change=first_page, args=(AT,)
    ).strip()
    # Those referred before are found by name: it takes a decision to refer someone again.
    found = graduates(actor, search=search, not_referred=not search, page=st.session_state.get(AT, 0))
    if search and found.total == 1:
        show_one(actor, group, found.rows[0].id)
        return
    for person in found.rows:
        if row(_said(person), "Refer", f"refer_{person.id}"):
            go("refer", graduate=person.id)
    if not found.rows:
        st.markdown(
            "Nobody of that name is on file. Try part of it, or choose “Someone new”."
            if search
            else "Everyone on file has been referred. Find a name to refer them again, or choose “Someone new”."
        )
    pager(found.total, PAGE, AT)


def _said(person: GraduateRow) -> str:
    done = f"Completed {short_day(person.completed_on)}" if person.completed_on else "No programme recorded"
    consent = "" if person.share else "  \n:material/block: No consent to share yet"
    return f"**{plain(person.name)}**  \n{done}{' · referred' if person.referred else ''}{consent}"
