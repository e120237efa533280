"""The coordinators of a group, and inviting one more."""

from collections.abc import Iterable

import streamlit as st

from services.handover import inviting
from services.handover.team import Colleague
from services.security.actor import Actor
from ui.account_forms import show_first_password
from ui.afresh import fresh_key, start_afresh
from ui.feedback import plain, telling
from ui.rows import row


def show_coordinators(actor: Actor, coordinators: Iterable[Colleague]) -> None:
    """One row each. Whoever has not signed in yet can be given another first password."""
    for one in coordinators:
        name = f"**{plain(one.name)}**{' (you)' if one.you else ''}"
        if not one.new or one.you:
            st.container(border=True).markdown(f"{name}  \n{plain(one.username)}")
        elif row(f"{name}  \nhas a first password to change", "Renew it", f"renew_{one.account_id}"):
            with telling():
                show_first_password(inviting.renew_first_password(actor, one.account_id))
                st.rerun()


def invite_a_coordinator(actor: Actor, group_id: int) -> None:
    """They see and do everything here that the actor does."""
    key = fresh_key("invite_coordinator")
    with st.expander("Invite a coordinator", icon=":material/person_add:", key=key, on_change="rerun") as opened:
        if not opened.open:
            return
        with st.form(f"{key}_form", border=False, enter_to_submit=False):
            st.text("They see and do everything in this group that you do.")
            shown, username = name_fields(key)
            if st.form_submit_button("Invite", type="primary"):
                with telling():
                    made = inviting.invite_coordinator(actor, group_id, username=username, display_name=shown)
                    show_first_password(made)
                    start_afresh("invite_coordinator")
                    st.rerun()


def name_fields(key: str) -> tuple[str, str]:
    """What to call somebody, and what they sign in with."""
    shown = st.text_input("Their name", key=f"{key}_shown", autocomplete="off")
    username = st.text_input(
        "Username", key=f"{key}_username", autocomplete="off", placeholder="small letters and digits"
    )
    return shown, username
