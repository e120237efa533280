"""Whoever takes the register and nothing else: asked until a day, asked longer, or over at once."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from services import clock
from services.handover import inviting, register_takers
from services.handover.team import Taker
from services.security.actor import Actor
from ui.account_forms import show_first_password
from ui.afresh import fresh_key, start_afresh
from ui.feedback import plain, tell, telling
from ui.group.coordinators import name_fields
from ui.planning.when import DATES
from ui.words import day

USUAL = timedelta(weeks=8)


def show_takers(actor: Actor, takers: Sequence[Taker]) -> None:
    """One line each, with what can be changed behind it."""
    if not takers:
        st.text("You do, and whoever you ask below. They see the register and nothing else.")
    for one in takers:
        until = f"until {day(one.until, weekday=False)}" if not one.over else "no longer"
        heading = f"{plain(one.name)} · {until}"
        with st.expander(heading, key=f"taker_{one.account_id}", on_change="rerun") as opened:
            if opened.open:
                _change(actor, one)


def invite_a_taker(actor: Actor, group_id: int) -> None:
    key = fresh_key("invite_taker")
    with st.expander("Ask someone to take the register", icon=":material/add:", key=key, on_change="rerun") as opened:
        if not opened.open:
            return
        with st.form(f"{key}_form", border=False, enter_to_submit=False):
            shown, username = name_fields(key)
            until = st.date_input("Until", clock.today() + USUAL, format=DATES, key=f"{key}_until")
            if st.form_submit_button("Ask them", type="primary"):
                with telling():
                    made = inviting.invite_register_taker(
                        actor, group_id, username=username, display_name=shown, until=until
                    )
                    show_first_password(made)
                    start_afresh("invite_taker")
                    st.rerun()


def _change(actor: Actor, one: Taker) -> None:
    st.text(f"Signs in as {one.username}.")
    with st.form(f"until_{one.account_id}", border=False):
        until = st.date_input(
            "Until", max(one.until, clock.today()), format=DATES, key=f"until_{one.account_id}_{one.until}"
        )
        if st.form_submit_button("Save", type="primary"):
            with telling():
                register_takers.change_until(actor, one.account_id, until)
                tell(f"{one.name} can take the register until {day(until, weekday=False)}.")
                st.rerun()
    with st.container(horizontal=True):
        if not one.over and st.button("End it now", key=f"end_{one.account_id}"):
            with telling():
                register_takers.end(actor, one.account_id)
                tell(f"{one.name} no longer takes the register. What they marked stays.")
                st.rerun()
        if one.new and st.button("New first password", key=f"renew_{one.account_id}"):
            with telling():
                show_first_password(inviting.renew_first_password(actor, one.account_id))
                st.rerun()
