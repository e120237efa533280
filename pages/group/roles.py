"""Roles: who does what at the next group sessions, and the list they come from."""

import streamlit as st

from services.errors import NotFound
from services.roles.catalogue import GroupRoleView, group_roles
from services.roles.load import load
from services.roles.rota import rota
from services.security.permissions import Permission
from ui.feedback import plain, telling
from ui.guard import signed_in
from ui.roles.catalogue import change_role, show_roles
from ui.roles.rota import show_session
from ui.roles.share import share_in_words
from ui.routes import chosen, go
from ui.scope import chosen_group

actor = signed_in(Permission.SHARE_ROLES)


def page() -> None:
    group = chosen_group(actor)
    st.title("Roles")
    roles = group_roles(actor, group.id)
    wanted = chosen("role")
    if wanted:
        one(group.id, wanted, roles)
        return
    if any(not role.archived for role in roles):
        next_sessions(group.id)
    else:
        st.info(
            "There are no roles yet. Add the first one below: welcomer and refreshments are good ones to start with."
        )
    st.header("The list of roles")
    show_roles(actor, group.id, roles)


def one(group_id: int, wanted: int, roles: tuple[GroupRoleView, ...]) -> None:
    found = next((role for role in roles if role.id == wanted), None)
    if found is None:
        raise NotFound
    change_role(actor, group_id, found)


def next_sessions(group_id: int) -> None:
    ahead = rota(actor, group_id)
    for meeting in ahead:
        show_session(actor, meeting)
    if not ahead:
        st.info("No group session is planned. Plan the next one, and its roles are here to share out.")
        if st.button("Plan a session", type="primary", icon=":material/calendar_month:"):
            go("sessions")
    for sentence in share_in_words(load(actor, group_id)):
        st.markdown(plain(sentence))


with telling():
    page()
