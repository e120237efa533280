"""The form of the bridge's next step: at which group session, who welcomes them, with whom, and how."""

import streamlit as st

from services.security.actor import Actor
from services.welcome.bridge import Bridge, Need
from services.welcome.choices import WelcomeChoices
from services.welcome.expecting import Plan, expect
from ui.feedback import tell, telling
from ui.versions import keep_version, put
from ui.welcome.bridge import stands
from ui.words import in_brief

NO_DATE = "No date yet"
NOBODY = "Nobody named yet"


def expect_them(actor: Actor, bridge: Bridge, choices: WelcomeChoices) -> None:
    """Filled in with what is most likely, so that one tap does it."""
    key = f"expect_{bridge.referral_id}"
    keep_version(bridge, f"{key}_session")
    with st.form(key, border=False, enter_to_submit=False):
        plan = _fields(bridge, choices, key)
        reached = bridge.need in (Need.ANSWER, Need.CONTACT)
        # The words follow where they stand; the button is the same one, so that no tap is lost between two.
        words = "I've been in touch: expect them" if reached else "Expect them"
        if st.form_submit_button(words, type="primary", key=f"{key}_do"):
            with telling():
                put(bridge, lambda seen: expect(actor, bridge.referral_id, plan, seen), there_now=stands(bridge))
                tell(_done(bridge, choices, plan))
                st.rerun()


def _fields(bridge: Bridge, choices: WelcomeChoices, key: str) -> Plan:
    meetings = {meeting.group_session_id: meeting for meeting in choices.meetings}
    dates: list[int | None] = [*meetings, None]
    at = bridge.expected_session_id if bridge.expected_session_id in meetings else dates[0]
    # The day and the welcomer are proposed together; another day may have another welcomer on duty.
    picked = st.selectbox(
        "Group session",
        dates,
        index=dates.index(at),
        format_func=lambda one: in_brief(meetings[one].starts_at) if one else NO_DATE,
        key=f"{key}_session",
    )
    members = {member.member_id: member.name for member in choices.members if member.name != bridge.name}
    people: list[int | None] = [None, *members]
    proposed = bridge.welcomer_id or (meetings[at].welcomer_id if at else None)
    welcomer = st.selectbox(
        "Who welcomes them",
        people,
        index=people.index(proposed) if proposed in people else 0,
        format_func=lambda one: members[one] if one else NOBODY,
        key=f"{key}_welcomer",
    )
    with st.container(horizontal=True):
        comes_with = st.text_input(
            "Comes with", bridge.comes_with, key=f"{key}_with", placeholder="optional", autocomplete="off", width=250
        )
        transport = st.text_input(
            "Getting there",
            bridge.transport,
            key=f"{key}_transport",
            placeholder="optional",
            autocomplete="off",
            width=250,
        )
    return Plan(picked, welcomer, comes_with, transport)


def _done(bridge: Bridge, choices: WelcomeChoices, plan: Plan) -> str:
    if plan.group_session_id is None:
        return f"Noted that you have been in touch with {bridge.name}. Choose a date when you know it."
    when = next(one.starts_at for one in choices.meetings if one.group_session_id == plan.group_session_id)
    names = {member.member_id: member.name for member in choices.members}
    welcomer = names.get(plan.welcomer_id or 0)
    return f"{bridge.name} is expected on {in_brief(when)}." + (f" {welcomer} welcomes them." if welcomer else "")
