"""Pieces of the accounts page: a role with its scope, and the first password, shown once."""

from dataclasses import dataclass

import streamlit as st

from models import Role
from services.administration.account_list import AccountView
from services.administration.accounts import FirstPassword
from services.administration.organisations import Organisation
from ui.choices import choose

_FIRST_PASSWORD = "first_password"  # noqa: S105 - a key


@dataclass(frozen=True)
class ChosenScope:
    """A role and what it is for, as chosen on screen."""

    role: Role
    clinic_id: int | None
    group_ids: tuple[int, ...]


def role_and_scope(clinics: list[Organisation], key: str, now: AccountView | None = None) -> ChosenScope:
    """Asks for a role, then for the clinic or groups that it needs."""
    # Options are never read as Markdown: names go in as they are.
    role = choose("Role", Role, now.role if now else Role.CLINIC_STAFF, f"{key}_role")
    if role is Role.CLINIC_STAFF:
        names = {clinic.id: clinic.name for clinic in clinics}
        place = list(names).index(now.clinic_id) if now and now.clinic_id in names else None
        picked: int | None = st.selectbox(
            "Clinic", list(names), index=place, format_func=names.__getitem__, key=f"{key}_clinic"
        )
        return ChosenScope(role, picked, ())
    if role is Role.COORDINATOR:
        groups = {group.id: f"{group.name} ({clinic.name})" for clinic in clinics for group in clinic.groups}
        held = [group_id for group_id in (now.groups if now else ()) if group_id in groups]
        several = st.multiselect(
            "Groups", list(groups), default=held, format_func=groups.__getitem__, key=f"{key}_groups"
        )
        return ChosenScope(role, None, tuple(several))
    st.text("An administrator keeps accounts, clinics and groups, and sees no person in them.")
    return ChosenScope(role, None, ())


def show_first_password(made: FirstPassword) -> None:
    """Keeps a first password for the next run of the page, which shows it once."""
    st.session_state[_FIRST_PASSWORD] = made


def first_password_notice() -> None:
    """Shows what `show_first_password` kept, and forgets it."""
    made: FirstPassword | None = st.session_state.pop(_FIRST_PASSWORD, None)
    if made is None:
        return
    with st.container(border=True):
        st.header("A first password to hand over", anchor=False)
        st.text(f"For {made.username}. It is shown only now, so note it down or copy it. They choose their own next.")
        st.code(made.password, language=None)
