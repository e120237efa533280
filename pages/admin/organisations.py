"""Organisations: clinics and their groups, and what people agree to."""

import streamlit as st

from models import Nation
from services.administration import organisations as keeping
from services.administration.organisations import Organisation
from services.security.permissions import Permission
from ui.choices import choose
from ui.feedback import plain, tell, telling
from ui.guard import current_actor, signed_in
from ui.versions import form_key, keep_version, save
from ui.wordings import show_wordings

actor = signed_in(Permission.KEEP_ORGANISATIONS)


def add_clinic() -> None:
    with st.form("add_clinic", border=False):
        name = st.text_input("Name", placeholder="Riverside Community Pain Service")
        reply_to = st.text_input("Where groups reply", placeholder="An email address or a phone number")
        if st.form_submit_button("Add clinic", type="primary"):
            with telling():
                keeping.add_clinic(current_actor(), name=name, reply_to=reply_to)
                tell("The clinic is added. Next, add its group, then an account for its staff under Accounts.")
                st.rerun()


def add_group(clinic: Organisation) -> None:
    with st.form(f"add_group_{clinic.id}", border=False):
        name = st.text_input("Group's name")
        venue = st.text_input("Venue")
        nation = choose("Bank holidays of", Nation, Nation.ENGLAND, f"nation_{clinic.id}")
        if st.form_submit_button("Add group"):
            with telling():
                keeping.add_group(current_actor(), clinic.id, name=name, venue=venue, nation=nation)
                tell("The group is added, with skills, strengths and roles to start from.")
                st.rerun()


def change_clinic(clinic: Organisation) -> None:
    key = form_key("clinic", clinic)
    keep_version(clinic, f"{key}_name")
    with st.form(key, border=False):
        name = st.text_input("Name", clinic.name, key=f"{key}_name")
        reply_to = st.text_input("Where groups reply", clinic.reply_to, key=f"{key}_reply")
        if st.form_submit_button("Save", type="primary"):
            with telling():
                save(
                    "clinic",
                    clinic,
                    lambda seen: keeping.change_clinic(current_actor(), clinic.id, seen, name=name, reply_to=reply_to),
                    there_now=f"{plain(clinic.name)}, {plain(clinic.reply_to)}",
                )
    if clinic.unused and st.button("Put this clinic away", key=f"away_{clinic.id}", icon=":material/archive:"):
        with telling():
            keeping.put_away_clinic(current_actor(), clinic.id)
            tell("The clinic is off every list.")
            st.rerun()


def show(clinic: Organisation) -> None:
    with st.container(border=True):
        st.header(plain(clinic.name), anchor=False)
        if not clinic.groups:
            st.text("No group yet. Add one below.")
        for group in clinic.groups:
            st.text(f"{group.name}{', ' + group.venue if group.venue else ''}")
        with st.expander("Add a group", key=f"grow_{clinic.id}", on_change="rerun") as growing:
            if growing.open:
                add_group(clinic)
        with st.expander("Change this clinic", key=f"change_{clinic.id}", on_change="rerun") as changing:
            if changing.open:
                change_clinic(clinic)


st.title("Organisations")
clinics = keeping.organisations(actor)
if not clinics:
    st.info("There is no clinic yet. Add the first one here.", icon=":material/info:")
for each in clinics:
    show(each)
with st.expander("Add a clinic", expanded=not clinics, icon=":material/add_home_work:"):
    add_clinic()
show_wordings(actor)
