"""Sheets to hand out: where they are fetched, and the button that leads there."""

import streamlit as st

from models import LARGEST_ID
from services.errors import NotFound
from services.security.actor import Actor
from services.sheets.invitation import invitation
from ui.files import File, file_route


def link_to_invitation(group_id: int) -> None:
    """The button that opens a group's invitation sheet in a tab of its own."""
    st.link_button(
        "Invitation to print or send", f"/files/invitation/{group_id}", icon=":material/print:", width="stretch"
    )


def _invitation(actor: Actor, group_id: str) -> File:
    if not (group_id.isascii() and group_id.isdecimal()) or int(group_id[: len(str(LARGEST_ID)) + 1]) > LARGEST_ID:
        raise NotFound
    return File("invitation.pdf", "application/pdf", invitation(actor, int(group_id)))


INVITATION = file_route("invitation/{group_id}", _invitation)
