"""The fields that cross to the group, and the two things that can be done with them."""

from typing import NoReturn

import streamlit as st

from services.groups import GroupView
from services.referrals.content import Content
from ui.feedback import tell
from ui.people import name_field, reach_fields, reach_of
from ui.routes import go


def content_fields(now: Content, key: str) -> Content:
    """The part that crosses to the group."""
    name = name_field(now.preferred_name, key)
    reach = reach_fields(reach_of(now), key)
    reply_to = st.text_input("Where the group can reply to you", value=now.reply_to, key=f"{key}_reply")
    return Content(preferred_name=name, reply_to=reply_to, **vars(reach))


def suitable_field(now: Content, key: str) -> bool:
    """The clinician's word, which stands for everything that is not sent."""
    return st.checkbox("A clinician confirms this is suitable", value=now.suitable, key=f"{key}_suitable")


def buttons(key: str) -> tuple[bool, bool]:
    """Send, or keep for later.

    Nothing above them may come or go in a run: leaving a field is such a run, and the tap that left it is on its
    way to one of these.
    """
    with st.container(horizontal=True):
        send = st.button("Send referral", type="primary", icon=":material/send:", key=f"{key}_send")
        keep = st.button("Keep as draft", key=f"{key}_keep")
    return send, keep


def sent(referral_id: int, group: GroupView) -> NoReturn:
    """Says so, and shows it."""
    tell(f"Sent to {group.name}.")
    _show(referral_id)


def kept(referral_id: int) -> NoReturn:
    """The same for a draft."""
    tell("Kept as a draft. The group does not see it until you send it.")
    _show(referral_id)


def _show(referral_id: int) -> NoReturn:
    go("referrals", referral=referral_id)
    raise AssertionError("a page was left and went on")
