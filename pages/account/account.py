"""The own account: who I am here, and my password."""

import streamlit as st

from services.security.own_account import change_password, own_account
from services.security.permissions import Permission
from ui import cookie_bridge
from ui.feedback import telling
from ui.guard import home_of, signed_in
from ui.mail_preferences import show_mail_preferences
from ui.routes import BY_PATH
from ui.words import label

actor = signed_in(Permission.OWN_ACCOUNT)

st.title("Your account")
if actor.must_change_password:
    st.info("Please choose a password of your own before you go on.", icon=":material/info:")
elif "changed" in st.query_params:
    st.success("Your password is changed. Your other devices have been signed out.", icon=":material/check_circle:")
    home = BY_PATH[home_of(actor)]
    if st.button(f"Go to {home.title}", type="primary"):
        st.switch_page(home.file)
mine = own_account(actor)
st.text(f"{actor.display_name} ({actor.username})")
st.text(f"{label(mine.role)}{' for ' + ' and '.join(mine.scope) if mine.scope else ''}")

ticket = None
with st.form("password"):
    st.header("Change your password", anchor=False)
    current = st.text_input("Current password", type="password", autocomplete="current-password", max_chars=200)
    new = st.text_input("New password", type="password", autocomplete="new-password", max_chars=200)
    st.caption("12 characters or more. Four words that have nothing to do with you are best.")
    if st.form_submit_button("Change password", type="primary"):
        with telling():
            ticket = change_password(actor, current, new)
if ticket:
    st.text("Your password is changed. One moment…")
    cookie_bridge.hand_over(ticket, to="account?changed=1")
if not actor.must_change_password:
    show_mail_preferences(actor)
