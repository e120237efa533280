"""The group's list of roles: to read, add to, change and put away."""

import streamlit as st

from models import Effort, Posture
from services.roles import catalogue
from services.roles.catalogue import GroupRoleView, RoleFields, StrengthView
from services.security.actor import Actor
from ui.afresh import fresh_key, start_afresh
from ui.choices import choose
from ui.feedback import plain, tell, telling
from ui.routes import go
from ui.versions import keep_version, put
from ui.words import label, many

NEW = GroupRoleView(0, "", "", Effort.LOW, Posture.SEATED, 1, False, 1, (), False, 0)


def show_roles(actor: Actor, group_id: int, roles: tuple[GroupRoleView, ...]) -> None:
    """Every role with what it asks, archived ones last and ready to come back; and a form for a new one."""
    for role in roles:
        with st.container(horizontal=True, vertical_alignment="center"):
            lines = (f"**{plain(role.name)}**", plain(role.description), _asks(role))
            st.markdown("  \n".join(line for line in lines if line), width="stretch")
            if role.archived:
                _bring_back(actor, role)
            elif st.button("Change", key=f"change_{role.id}"):
                go("roles", role=role.id)
    with st.expander("Add a role", expanded=not roles, icon=":material/add:"):
        key = fresh_key("role")
        fields = _form(NEW, key, catalogue.strengths(actor, group_id))
        if fields:
            with telling():
                catalogue.add(actor, group_id, fields)
                start_afresh("role")
                tell(f"{fields.name} is on the list.")
                st.rerun()


def change_role(actor: Actor, group_id: int, role: GroupRoleView) -> None:
    """One role of the list, to change or to put away."""
    if st.button("All roles", type="tertiary", icon=":material/arrow_back:"):
        go("roles")
    key = f"role_{role.id}_now"
    keep_version(role, f"{key}_name")
    strengths = catalogue.strengths(actor, group_id)
    fields = _form(role, key, strengths)
    if fields:
        with telling():
            put(
                role,
                lambda seen: catalogue.edit(actor, role.id, seen, fields),
                there_now=_there_now(role, strengths),
            )
            tell("Saved.")
            go("roles")
    if not role.archived and st.button("Take it off the list"):
        with telling():
            catalogue.archive(actor, role.id)
            tell("It is off the list. What people have taken on already stays.")
            go("roles")


def _form(role: GroupRoleView, key: str, strengths: tuple[StrengthView, ...]) -> RoleFields | None:
    """The fields, and what was typed once it is sent."""
    with st.form(key, border=False):
        fields = _fields(role, key, {one.id: one.name for one in strengths})
        sent = st.form_submit_button("Save" if role.id else "Add it", type="primary")
    return fields if sent else None


def _fields(role: GroupRoleView, key: str, strengths: dict[int, str]) -> RoleFields:
    name = st.text_input("Name", value=role.name, key=f"{key}_name")
    description = st.text_input("What it involves", value=role.description, key=f"{key}_description")
    effort = choose("Effort", Effort, role.effort, f"{key}_effort")
    posture = choose("Mostly", Posture, role.posture, f"{key}_posture")
    places = int(st.number_input("How many people", 1, catalogue.MOST_PLACES, role.places, key=f"{key}_places"))
    nth = int(st.number_input("Needed every so many sessions", 1, catalogue.MOST_NTH, role.every_nth, key=f"{key}_nth"))
    backup = st.toggle("It needs a backup", value=role.needs_backup, key=f"{key}_backup")
    drawn = _strengths(role, key, strengths) if strengths else ()
    return RoleFields(name, description, effort, posture, places, backup, nth, drawn)


def _strengths(role: GroupRoleView, key: str, strengths: dict[int, str]) -> tuple[int, ...]:
    drawn = st.pills(
        "Strengths it draws on",
        list(strengths),
        selection_mode="multi",
        default=[one for one in role.strength_ids if one in strengths],
        format_func=lambda one: plain(strengths[one]),
        key=f"{key}_strengths",
    )
    return tuple(drawn)


def _bring_back(actor: Actor, role: GroupRoleView) -> None:
    if st.button("Bring back", key=f"bring_back_{role.id}"):
        with telling():
            catalogue.bring_back(actor, role.id)
            tell("It is on the list again.")
            st.rerun()


def _there_now(role: GroupRoleView, strengths: tuple[StrengthView, ...]) -> str:
    drawn = ", ".join(plain(one.name) for one in strengths if one.id in role.strength_ids)
    return f"{plain(role.name)}. {plain(role.description)}  \n{_asks(role)}  \nStrengths: {drawn or 'none'}"


def _asks(role: GroupRoleView) -> str:
    parts = [f"{label(role.effort)} effort", label(role.posture).lower(), many(role.places, "person", "people")]
    if role.needs_backup:
        parts.append("with a backup")
    if role.every_nth > 1:
        parts.append(f"every {role.every_nth} sessions")
    return f":gray[{', '.join(parts)}]" + (" :gray-badge[Off the list]" if role.archived else "")
