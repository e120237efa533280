"""Sheets to hand out: where they are fetched, and the button that leads there."""

from collections.abc import Callable

import streamlit as st
from starlette.routing import Route

from services.register.states import RegisterState
from services.register.view import RegisterView
from services.security.actor import Actor
from services.sheets.attendance import attendance
from services.sheets.dates import dates
from services.sheets.invitation import invitation
from services.sheets.what_to_expect import what_to_expect
from ui.files import file_about


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


def _sheet(name: str, make: Callable[[Actor, int], bytes]) -> Route:
    return file_about(f"{name}.pdf", "application/pdf", make)


ROUTES = [
    _sheet("invitation", invitation),
    _sheet("what-to-expect", what_to_expect),
    _sheet("dates", dates),
    _sheet("attendance", attendance),
]
