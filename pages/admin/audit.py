"""Audit: who did what and when, newest first. Metadata only, and of people only that something was done (R26)."""

import streamlit as st

from services.administration.audit_line import AuditLine
from services.administration.audit_trail import Bookmark, audit_trail
from services.security.permissions import Permission
from ui.guard import signed_in
from ui.words import moment, short_day

actor = signed_in(Permission.READ_AUDIT)
AREAS = (
    "account",
    "password",
    "clinic",
    "group",
    "graduate",
    "consent",
    "referral",
    "newcomer",
    "member",
    "group_session",
)
BEFORE = "audit_before"
ONCE = "that day, once or more"


def newest() -> None:
    st.session_state[BEFORE] = []


def older(bookmark: Bookmark) -> None:
    st.session_state[BEFORE] = [*st.session_state.get(BEFORE, []), bookmark]


def newer() -> None:
    st.session_state[BEFORE] = st.session_state.get(BEFORE, [])[:-1]


def row(line: AuditLine) -> dict[str, str]:
    return {
        "When": short_day(line.on) if line.at is None else moment(line.at),
        "Account": line.username or "nobody signed in",
        "Action": line.action,
        "About": ONCE if line.at is None else f"{line.subject} {line.subject_id or ''}".strip(),
        "Where": line.scope,
    }


st.title("Audit")
st.markdown(
    "What was done about people of a clinic or a group is listed once for each day, account and place, however many "
    "people it was about, or none. The full record is kept for whoever runs the system."
)
with st.container(horizontal=True):
    action = st.selectbox(
        "Action begins with",
        AREAS,
        index=None,
        placeholder="Any action",
        accept_new_options=True,
        on_change=newest,
        key="audit_action",
    )
    username = st.text_input("By account", placeholder="Any username", on_change=newest, key="audit_username")

before: list[Bookmark] = st.session_state.get(BEFORE, [])
page = audit_trail(actor, before=before[-1] if before else None, action=action or "", username=username)
if page.lines:
    st.dataframe(
        [row(line) for line in page.lines],
        hide_index=True,
        alt="Audit events, newest first: when, by which account, the action, what it was about, and where.",
    )
else:
    st.info("Nothing fits these filters. Clear one of them to see more.", icon=":material/info:")
with st.container(horizontal=True):
    if before:
        st.button("Newer", icon=":material/arrow_back:", on_click=newer)
    if page.older is not None:
        st.button("Older", icon=":material/arrow_forward:", on_click=older, args=(page.older,))
