"""Sheets to hand out: where they are fetched, and the button that leads there."""

from collections.abc import Callable

import streamlit as st
from starlette.routing import Route

from services import clock
from services.members.person import Person
from services.register.states import RegisterState
from services.register.view import RegisterView
from services.security.actor import Actor
from services.security.permissions import Permission, allows
from services.sheets.attendance import attendance
from services.sheets.dates import dates
from services.sheets.invitation import invitation
from services.sheets.rota_poster import rota_poster
from services.sheets.thank_you import EARLIEST, thank_you
from services.sheets.what_to_expect import what_to_expect
from ui.files import day, file_about, number


def link_to_invitation(group_id: int) -> None:
    """The button that opens a group's invitation sheet in a tab of its own."""
    st.link_button(
        "Invitation to print or send", f"/files/invitation/{group_id}", icon=":material/print:", width="stretch"
    )


def link_to_what_to_expect(referral_id: int) -> None:
    """The button that opens the sheet for somebody who is coming for the first time, in a tab of its own."""
    st.link_button("What to expect", f"/files/what-to-expect/{referral_id}", icon=":material/print:")


def link_to_dates(group_id: int) -> None:
    """The button that opens a group's next dates in a tab of its own."""
    st.link_button("Dates to print", f"/files/dates/{group_id}", icon=":material/print:")


def link_to_attendance(view: RegisterView) -> None:
    """The button that opens a register on paper in a tab of its own; none while nobody is expected or it is off."""
    if view.state is not RegisterState.CANCELLED and any(row.expected for row in view.rows):
        st.link_button("Sheet to print", f"/files/attendance/{view.group_session_id}", icon=":material/print:")


def link_to_rota_poster(group_id: int, group_sessions: int) -> None:
    """The button that opens the rota of the next group sessions, for the wall, in a tab of its own."""
    address = f"/files/rota-poster/{group_id}/{group_sessions}"
    st.link_button("Poster to print", address, icon=":material/print:")


def show_thank_you(actor: Actor, person: Person) -> None:
    """A thank-you for a member, folded away: for the year up to today, or up to another day."""
    if not allows(actor.role, Permission.KEEP_MEMBERS):
        return
    with st.expander("A thank-you to print"):
        st.markdown("One page for them to keep: when they came, what they did for the group, and their strengths.")
        st.caption("Where their name stays off printed sheets, there is a line to write it by hand.")
        until = st.date_input(
            "For the year up to", clock.today(), EARLIEST, clock.today(), key=f"thanks_{person.id}", format="DD/MM/YYYY"
        )
        st.link_button("Thank-you to print", f"/files/thank-you/{person.id}/{until}", icon=":material/print:")


def _sheet(name: str, make: Callable[..., bytes], **more: Callable[[str], object]) -> Route:
    return file_about(f"{name}.pdf", "application/pdf", make, **more)


ROUTES = [
    _sheet("invitation", invitation),
    _sheet("what-to-expect", what_to_expect),
    _sheet("dates", dates),
    _sheet("attendance", attendance),
    _sheet("rota-poster", rota_poster, group_sessions=number),
    _sheet("thank-you", thank_you, until=day),
]
