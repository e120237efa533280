"""Graduates: people who completed a programme, and the programmes."""

from functools import partial

import streamlit as st

from services.security.permissions import Permission
from ui.feedback import telling
from ui.graduates.adding import show_adding
from ui.graduates.listing import show_list
from ui.graduates.merging import show_duplicates, show_merging
from ui.graduates.one_programme import show_programme
from ui.graduates.person import show_person
from ui.guard import signed_in
from ui.importing.show import show_import
from ui.routes import chosen, go

actor = signed_in(Permission.KEEP_GRADUATES)

one, other = chosen("merge"), chosen("other")
VIEWS = {
    "graduate": show_person,
    "programme": show_programme,
    "add": lambda actor, _: show_adding(actor),
    "bring_in": lambda actor, _: show_import(actor),
    "duplicates": lambda actor, _: show_duplicates(actor),
}
picked = next((partial(show, actor, id_) for name, show in VIEWS.items() if (id_ := chosen(name)) is not None), None)
if one is not None and other is not None:
    picked = partial(show_merging, actor, one, other)

st.title("Graduates")
if picked is None:
    show_list(actor)
else:
    if st.button("All graduates", icon=":material/arrow_back:"):
        go("graduates")
    with telling():
        picked()
