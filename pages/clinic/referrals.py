"""Referrals: who to call, the list with what needs attention first, and one referral's timeline (R6, R9, R10)."""

import streamlit as st

from services.security.permissions import Permission
from ui.feedback import telling
from ui.guard import signed_in
from ui.referrals.calls import show_calls
from ui.referrals.listing import show_list
from ui.referrals.one import show_one
from ui.referrals.timings import show_timings
from ui.routes import chosen, go

actor = signed_in(Permission.REFER)

st.title("Referrals")
picked = chosen("referral")
with telling():
    if picked is None:
        show_calls(actor, earlier=True)
        show_list(actor)
        show_timings(actor)
    else:
        if st.button("All referrals", icon=":material/arrow_back:"):
            go("referrals")
        show_one(actor, picked)
