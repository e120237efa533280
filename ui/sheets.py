"""Sheets to hand out: where they are fetched, and the button that leads there."""

from collections.abc import Callable

import streamlit as st
from starlette.routing import Route

from models import LARGEST_ID
from services.errors import NotFound
from services.security.actor import Actor
from services.sheets.invitation import invitation
from services.sheets.what_to_expect import what_to_expect
from ui.files import File, file_route


def link_to_invitation(group_id: int) -> None:
    """The button that opens a group's invitation sheet in a tab of its own."""
    st.link_button(
        "Invitation to print or send", f"/files/invitation/{group_id}", icon=":material/print:", width="stretch"
    )


def link_to_what_to_expect(referral_id: int) -> None:
    """The button that opens the sheet for somebody who is coming for the first time, in a tab of its own."""
    st.link_button("What to expect", f"/files/what-to-expect/{referral_id}", icon=":material/print:")


def _sheet(name: str, make: Callable[[Actor, int], bytes]) -> Route:
    """The address of a sheet about one record: /files/`name`/its id."""

    def build(actor: Actor, of: str) -> File:
        return File(f"{name}.pdf", "application/pdf", make(actor, _id(of)))

    return file_route(f"{name}/{{of}}", build)


def _id(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal()) or int(typed[: len(str(LARGEST_ID)) + 1]) > LARGEST_ID:
        raise NotFound
    return int(typed)


ROUTES = [
    _sheet("invitation", invitation),
    _sheet("what-to-expect", what_to_expect),
]
