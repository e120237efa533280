"""Pieces of the accounts page: a role with its scope, and the first password, shown once."""

from dataclasses import dataclass

import streamlit as st

from models import Role
from services.administration.account_list import AccountView
from services.administration.making import FirstPassword
from services.administration.organisations import Organisation
from ui.words import label

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
    role = _role(key, now)
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
    if role is Role.REGISTER_TAKER:
        st.text("Takes the register of a group. Its coordinators say until when, on their page Group.")
        return ChosenScope(role, None, tuple(now.groups if now else ()))
    st.text("An administrator keeps accounts, clinics and groups, and sees no person in them.")
    return ChosenScope(role, None, ())


def _role(key: str, now: AccountView | None) -> Role:
    """Every role but taking the register, which coordinators ask people to do (unless it is theirs already)."""
    held = now.role if now else Role.CLINIC_STAFF
    offered = [role for role in Role if role is not Role.REGISTER_TAKER or role is held]
    return Role(st.selectbox("Role", offered, offered.index(held), format_func=label, key=f"{key}_role"))


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
