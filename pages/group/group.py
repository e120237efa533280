"""Group: who runs it, its settings and lists, and handing over."""

import streamlit as st

from services.group_settings.details import details
from services.group_settings.lists import ListKind
from services.handover.team import team
from services.security.permissions import Permission
from ui.account_forms import first_password_notice
from ui.feedback import telling
from ui.group.coordinators import invite_a_coordinator, show_coordinators
from ui.group.lists import show_list
from ui.group.settings import change_settings
from ui.group.stepping_back import step_back_from
from ui.group.takers import invite_a_taker, show_takers
from ui.guard import signed_in
from ui.scope import chosen_group

actor = signed_in(Permission.KEEP_GROUP)


def page() -> None:
    group = chosen_group(actor)
    st.title("Group")
    first_password_notice()
    here = team(actor, group.id)
    st.header("Who runs it")
    show_coordinators(actor, here.coordinators)
    invite_a_coordinator(actor, group.id)
    st.header("Who takes the register")
    show_takers(actor, here.takers)
    invite_a_taker(actor, group.id)
    st.header("Settings")
    change_settings(actor, details(actor, group.id))
    show_list(actor, group.id, ListKind.SKILLS)
    show_list(actor, group.id, ListKind.STRENGTHS)
    step_back_from(actor, group, here.coordinators)


with telling():
    page()
