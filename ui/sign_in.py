"""The sign-in form, and streamlit-authenticator's controller over our accounts."""

from typing import TYPE_CHECKING

import streamlit as st

from models import NAME
from services.security.passwords import DEMO_PASSWORD
from services.security.sign_in import sign_in
from services.settings import settings
from ui import cookie_bridge
from ui.cookies import browser_cookie

if TYPE_CHECKING:
    from ui.authenticator import Controller

REFUSED = "That did not work. Check the username and the password, or wait five minutes and try again."
ENDED = "You have been signed out: your account changed, or you signed out in another window. Please sign in again."
DEMO_ACCOUNTS = {
    "clinic": "clinic staff, Riverside",
    "clinic-2": "clinic staff, another clinic",
    "coordinator": "coordinator, Riverside group",
    "coordinator-2": "the other coordinator of that group",
    "coordinator-3": "coordinator, another group",
    "admin": "administrator",
}


def sign_in_page(*, ended: bool) -> None:
    """The form, and nothing else. `ended` says why someone who was signed in sees it."""
    st.title("Common Ground")
    if ended:
        st.info(ENDED, icon=":material/info:")
    ticket = _form()
    if settings().demo:
        _demo_accounts()
    if ticket:
        # Everything stays where it is until the page loads again: nothing flashes or jumps.
        cookie_bridge.hand_over(ticket)


def _form() -> str | None:
    with st.form("sign_in"):
        username = st.text_input("Username", autocomplete="username", max_chars=NAME)
        password = st.text_input("Password", type="password", autocomplete="current-password", max_chars=200)
        sent = st.form_submit_button("Sign in", type="primary", width="stretch")
    if not sent:
        return None
    ticket = _controller().ticket_for(username, password)
    if ticket is None:
        st.error(REFUSED, icon=":material/error:")
    return ticket


def _demo_accounts() -> None:
    st.markdown(f"This is a demo with invented people. The password of each account is `{DEMO_PASSWORD}`.")
    st.markdown("\n".join(f"- `{username}` – {what}" for username, what in DEMO_ACCOUNTS.items()))


def _check(username: str, password: str) -> str | None:
    source = st.context.ip_address or "this computer"
    return sign_in(username, password, source=source, browser=st.context.cookies.get(browser_cookie()))


def _controller() -> "Controller":
    from ui.authenticator import Controller  # takes half a second to load: server.py warms it

    return Controller(_check)
