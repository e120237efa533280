"""Refer: a whole programme at once, one graduate on file, or someone new."""

import streamlit as st

from services.security.permissions import Permission
from ui.feedback import plain, telling
from ui.guard import signed_in
from ui.refer.choosing import show_choosing
from ui.refer.one import show_one
from ui.refer.programme import show_programme
from ui.refer.programmes import show_programmes_to_refer
from ui.routes import chosen, go
from ui.scope import chosen_group

actor = signed_in(Permission.REFER)

st.title("Refer")
group = chosen_group(actor)
st.caption(f"To {plain(group.name)}")
programme, graduate = chosen("programme"), chosen("graduate")
if programme is None and graduate is None:
    show_programmes_to_refer(actor)
    show_choosing(actor, group)
else:
    if st.button("Choose someone else", icon=":material/arrow_back:"):
        go("refer")
    with telling():
        if programme is not None:
            show_programme(actor, group, programme)
        elif graduate is not None:
            show_one(actor, group, graduate)
