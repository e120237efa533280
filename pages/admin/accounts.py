"""Accounts: a list, a form for a new one, and what can be done with each."""

import streamlit as st

from services.administration import accounts as keeping
from services.administration.account_list import PAGE, AccountView, accounts
from services.administration.organisations import Organisation, organisations
from services.security.permissions import Permission
from ui.account_forms import first_password_notice, role_and_scope, show_first_password
from ui.afresh import fresh_key, start_afresh
from ui.feedback import plain, tell, telling
from ui.guard import current_actor, signed_in
from ui.paging import first_page, pager
from ui.words import label, moment

AT = "accounts_page"

actor = signed_in(Permission.KEEP_ACCOUNTS)
clinics = organisations(actor)


def add_form(clinics: list[Organisation]) -> None:
    key = fresh_key("add")
    with st.expander("Add an account", icon=":material/person_add:", key=key, on_change="rerun") as adding:
        if not adding.open:
            return
        username = st.text_input("Username", placeholder="Small letters and digits", key=f"{key}_name")
        shown = st.text_input("Their name", placeholder="As they like to be called", key=f"{key}_shown")
        chosen = role_and_scope(clinics, f"{key}_scope")
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
                start_afresh("add")
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


def show(account: AccountView) -> None:
    state = "" if account.active else " · deactivated"
    heading = f"{plain(account.username)} · {plain(account.display_name)} · {label(account.role)}{state}"
    with st.expander(heading, key=f"open_{account.id}", on_change="rerun") as opened:
        if not opened.open:
            return
        if scope_of(account):
            st.text(scope_of(account))
        seen = f"Last signed in {moment(account.last_sign_in_at)}." if account.last_sign_in_at else "Never signed in."
        waits = " Has a first password to change." if account.waits_for_first_sign_in else ""
        st.text(seen + waits)
        change(account, clinics)


st.title("Accounts")
first_password_notice()
if not clinics:
    st.info("There is no clinic yet. Add one under Organisations first; accounts belong to a clinic or a group.")
add_form(clinics)

search = st.text_input("Find an account", key="accounts_search", type="search", on_change=first_page, args=(AT,))
found = accounts(actor, search=search, page=st.session_state.get(AT, 0))
for account in found.rows:
    show(account)
if not found.rows:
    st.markdown("No account has that name.")
pager(found.total, PAGE, AT)
