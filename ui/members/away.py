"""Days away: said once, and the register knows."""

import streamlit as st

from services import clock
from services.members import away
from services.members.person import Person
from services.security.actor import Actor
from ui.feedback import tell, telling
from ui.planning.when import DATES
from ui.words import short_day


def show_days_away(actor: Actor, person: Person) -> None:
    """What is known, each taken back in one tap, and a form for more."""
    for one in person.away:
        until = short_day(one.until)
        st.markdown(f"Away from {short_day(one.since)} to {until}.")
        if st.button(f"Take back: away to {until}", key=f"not_away_{one.id}", type="tertiary"):
            with telling():
                away.not_away(actor, one.id)
                tell("They are expected again.")
                st.rerun()
    with st.form(f"away_{person.id}_{len(person.away)}", border=False):
        st.markdown("Away for some days: not expected, and nothing is missed.")
        with st.container(horizontal=True):
            since = st.date_input("From", clock.today(), format=DATES, key=f"since_{person.id}", width=160)
            last = st.date_input("To", None, format=DATES, key=f"until_{person.id}", width=160)
        if st.form_submit_button("Note it"):
            with telling():
                away.away(actor, person.id, since, last)
                tell("Noted. They are expected again afterwards.")
                st.rerun()
