"""The part of the own account that says which mail comes, and where to."""

import streamlit as st

from models import MailKind
from services.mail.preferences import Preferences, preferences, set_preferences
from services.security.actor import Actor
from ui.feedback import tell, telling

WORDS = {
    MailKind.REFERRAL: "When someone is referred to my group",
    MailKind.MILESTONE: "When there is news of someone I referred, and they agreed to it",
    MailKind.DIGEST: "Once a week, on Monday morning, if anything is new",
}


def show_mail_preferences(actor: Actor) -> None:
    """Shows the section; nothing to those for whom there is no mail."""
    mine = preferences(actor)
    if not mine.kinds:
        return
    if mine.on:
        _form(actor, mine)
        return
    st.header("Mail", anchor=False)
    st.text("Common Ground sends no mail here, so there is nothing to set. Your administrator can switch it on.")


def _form(actor: Actor, mine: Preferences) -> None:
    with st.form("mail"):
        st.header("Mail", anchor=False)
        st.text(
            "We can send you a short email when there is something new. It says only that there is news in Common "
            "Ground, with a link. It never says a name, a group, a clinic or what the news is."
        )
        email = st.text_input("Your email address", value=mine.email, autocomplete="email", max_chars=200)
        st.caption("Leave it empty to get no mail.")
        wanted = [kind for kind in mine.kinds if st.checkbox(WORDS[kind], kind in mine.wanted, key=f"mail_{kind}")]
        if st.form_submit_button("Save", type="primary"):
            with telling():
                set_preferences(actor, email, wanted)
                tell(_saved(email, wanted))
                st.rerun()


def _saved(email: str, wanted: list[MailKind]) -> str:
    if not email.strip():
        return "Saved. Without an address you get no mail."
    return "Saved. You will hear from us by mail." if wanted else "Saved. You get no mail."
