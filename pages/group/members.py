"""Members: everybody in the group, and one person at a time."""

import streamlit as st

from services.members.person import person
from services.security.permissions import Permission
from ui.feedback import telling
from ui.guard import signed_in
from ui.members.about import show_person
from ui.members.comings import add_member, come_and_go, keep_notes
from ui.members.details import change_account, change_details
from ui.members.directory import show_directory
from ui.members.quiet import say_hello, show_quiet_list, show_touches
from ui.members.strengths import change_suits
from ui.routes import chosen, go
from ui.scope import chosen_group
from ui.sheets import show_thank_you

actor = signed_in(Permission.KEEP_MEMBERS)


def show_one(member_id: int) -> None:
    one = person(actor, member_id)
    say_hello(actor, one, asked=bool(chosen("quiet")))
    show_person(one)
    show_touches(actor, one)
    change_suits(actor, one)
    change_details(actor, one)
    show_thank_you(actor, one)
    change_account(actor, one)
    keep_notes(actor, one)
    come_and_go(actor, one)


st.title("Members")
picked = chosen("member")
if picked is None and chosen("quiet"):
    group = chosen_group(actor)
    if st.button("All members", icon=":material/arrow_back:"):
        go("members")
    with telling():
        show_quiet_list(actor, group.id)
elif picked is None:
    group = chosen_group(actor)
    if st.button("Who has gone quiet", icon=":material/volunteer_activism:"):
        go("members", quiet=1)
    show_directory(group.id)
    add_member(actor, group.id)
else:
    if st.button("All members", icon=":material/arrow_back:"):
        go("members")
    with telling():
        show_one(picked)
