"""Accounts: a list, a form for a new one, and what can be done with each."""

import streamlit as st

from services.administration import accounts as keeping
from services.administration.account_list import AccountView, accounts
from services.administration.organisations import Organisation, organisations
from services.security.permissions import Permission
from ui.account_forms import first_password_notice, role_and_scope, show_first_password
from ui.feedback import plain, tell, telling
from ui.guard import current_actor, signed_in
from ui.words import label, moment

TURN = "accounts_added"

actor = signed_in(Permission.KEEP_ACCOUNTS)
clinics = organisations(actor)


def add_form(clinics: list[Organisation]) -> None:
    # After each success the fields get new keys: that empties them, and nothing else does.
    turn: int = st.session_state.setdefault(TURN, 0)
    with st.expander("Add an account", icon=":material/person_add:", key=f"add_{turn}", on_change="rerun") as adding:
        if not adding.open:
            return
        username = st.text_input("Username", placeholder="Small letters and digits", key=f"name_{turn}")
        shown = st.text_input("Their name", placeholder="As they like to be called", key=f"shown_{turn}")
        chosen = role_and_scope(clinics, f"new_{turn}")
        if st.button("Add account", type="primary"):
            with telling():
                made = keeping.create(
                    current_actor(),
                    username=username,
                    display_name=shown,
                    role=chosen.role,
                    clinic_id=chosen.clinic_id,
                    group_ids=chosen.group_ids,
                )
                show_first_password(made)
                st.session_state[TURN] = turn + 1
                st.rerun()


def scope_of(account: AccountView) -> str:
    return account.clinic or ", ".join(account.groups.values())


def change(account: AccountView, clinics: list[Organisation]) -> None:
    """What can be done with one account; for the administrator's own, nothing."""
    if account.id == actor.account_id:
        st.text("This is your own account. Another administrator can change it.")
        return
    chosen = role_and_scope(clinics, f"account_{account.id}", account)
    with st.container(horizontal=True):
        saved = st.button("Save role", key=f"save_{account.id}", type="primary")
        reset = st.button("New first password", key=f"reset_{account.id}", icon=":material/lock_reset:")
        word = "Deactivate" if account.active else "Reactivate"
        switched = st.button(word, key=f"active_{account.id}", icon=":material/power_settings_new:")
    with telling():
        if saved:
            keeping.change_role(
                current_actor(),
                account.id,
                role=chosen.role,
                clinic_id=chosen.clinic_id,
                group_ids=chosen.group_ids,
            )
            tell(f"{account.username} is now {label(chosen.role).lower()}, and has to sign in again.")
        if reset:
            show_first_password(keeping.reset_password(current_actor(), account.id))
        if switched and account.active:
            keeping.deactivate(current_actor(), account.id)
            tell(f"{account.username} is deactivated, and signed out everywhere.")
        elif switched:
            keeping.reactivate(current_actor(), account.id)
            tell(f"{account.username} can sign in again.")
        if saved or reset or switched:
            st.rerun()


st.title("Accounts")
first_password_notice()
if not clinics:
    st.info("There is no clinic yet. Add one under Organisations first; accounts belong to a clinic or a group.")
add_form(clinics)

for account in accounts(actor):
    state = "" if account.active else " · deactivated"
    heading = f"{plain(account.username)} · {plain(account.display_name)} · {label(account.role)}{state}"
    with st.expander(heading, key=f"open_{account.id}", on_change="rerun") as opened:
        if opened.open:
            if scope_of(account):
                st.text(scope_of(account))
            seen = (
                f"Last signed in {moment(account.last_sign_in_at)}." if account.last_sign_in_at else "Never signed in."
            )
            waits = " Has a first password to change." if account.waits_for_first_sign_in else ""
            st.text(seen + waits)
            change(account, clinics)
