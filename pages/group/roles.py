"""Roles: who does what at the next group sessions, how it is shared, and the list it comes from."""

from enum import StrEnum

import streamlit as st

from services.errors import NotFound
from services.roles.catalogue import GroupRoleView, group_roles
from services.roles.rota import rota
from services.security.permissions import Permission
from ui.feedback import telling
from ui.guard import signed_in
from ui.roles.ahead import choose_ahead, chosen_ahead
from ui.roles.catalogue import change_role, show_roles
from ui.roles.just_now import offer_undo
from ui.roles.rota import show_at_a_glance, show_by_person, show_session
from ui.roles.sharing import show_sharing
from ui.roles.suggesting import show_suggesting
from ui.routes import chosen, go
from ui.scope import chosen_group
from ui.sheets import link_to_rota_poster

actor = signed_in(Permission.SHARE_ROLES)


class View(StrEnum):
    SESSIONS = "Session by session"
    GLANCE = "At a glance"
    PERSON = "By person"
    SHARING = "Sharing"
    LIST = "List of roles"


def page() -> None:
    group = chosen_group(actor)
    st.title("Roles")
    roles = group_roles(actor, group.id)
    wanted = chosen("role")
    if wanted:
        one(group.id, wanted, roles)
    else:
        views(group.id, roles)


def one(group_id: int, wanted: int, roles: tuple[GroupRoleView, ...]) -> None:
    found = next((role for role in roles if role.id == wanted), None)
    if found is None:
        raise NotFound
    change_role(actor, group_id, found)


def views(group_id: int, roles: tuple[GroupRoleView, ...]) -> None:
    none = all(role.archived for role in roles)
    first = View.LIST if none else View.SESSIONS
    view = st.segmented_control(
        "What to see", list(View), default=first, required=True, key="roles_view", label_visibility="collapsed"
    )
    if none and view != View.LIST:
        st.info("There are no roles yet. Add the first one under List of roles.")
    elif view == View.LIST:
        the_list(group_id, roles, none=none)
    elif view == View.SHARING:
        show_sharing(actor, group_id)
    else:
        next_sessions(group_id, View(view or View.SESSIONS))


def the_list(group_id: int, roles: tuple[GroupRoleView, ...], *, none: bool) -> None:
    if none:
        st.info(
            "There are no roles yet. Add the first one below: welcomer and refreshments are good ones to start with."
        )
    show_roles(actor, group_id, roles)


def next_sessions(group_id: int, view: View) -> None:
    ahead = rota(actor, group_id, chosen_ahead())
    if not ahead:
        st.info("No group session is planned. Plan the next one, and its roles are here to share out.")
        if st.button("Plan a session", type="primary", icon=":material/calendar_month:"):
            go("sessions")
    elif view is View.GLANCE:
        choose_ahead()
        show_at_a_glance(ahead)
    elif view is View.PERSON:
        choose_ahead()
        show_by_person(ahead)
    else:
        choose_ahead()
        show_suggesting(actor, group_id, ahead)
        offer_undo(actor)
        for meeting in ahead:
            show_session(actor, group_id, meeting)
    if ahead:
        link_to_rota_poster(group_id, len(ahead))


with telling():
    page()
