"""Overview: at 8:55 before clinic, the next group session, what needs the clinic, and what has changed."""

import streamlit as st

from services.clinic.changes import changes
from services.group_sessions.next_of_each import next_of_each
from services.security.permissions import Permission
from ui.guard import signed_in
from ui.overview.ahead import show_ahead
from ui.overview.doing import show_doing
from ui.overview.needs_you import show_needs
from ui.overview.ready import show_ready
from ui.overview.since import show_since
from ui.overview.summing_up import summed_up

actor = signed_in(Permission.REFER)

st.title("Overview")
groups = next_of_each(actor)
# What there is in all is known once its parts are drawn; the line that says so stands above them.
in_one_line = st.empty()
in_one_line.markdown(summed_up(show_needs(actor), groups))
show_ahead(groups)
show_since(changes(actor), several_groups=len(groups) > 1)
st.header("Not referred yet")
show_ready(actor)
if groups:
    show_doing(actor)
