"""The directory on screen: find by name as you type, then open one."""

import streamlit as st

from models import Confirmation, MemberState
from services import clock
from services.members.directory import PAGE, Directory, MemberRow, directory
from services.security.actor import Actor
from ui.feedback import plain, telling
from ui.guard import current_actor
from ui.paging import first_page, pager
from ui.routes import go
from ui.rows import row
from ui.words import label, many, short_day

SEARCH, STATE, AT = "members_search", "members_state", "members_page"


@st.fragment
def show_directory(group_id: int) -> None:
    """Runs by itself as a name is typed, so it looks up who is asking anew."""
    actor = current_actor()
    search = st.text_input("Find a name", key=SEARCH, type="search", live=True, on_change=first_page, args=(AT,))
    with telling():
        state = _state(actor, group_id, search)
        found = directory(actor, group_id, search=search, state=state, page=st.session_state.get(AT, 0))
        for one in found.rows:
            _line(one)
        if not found.rows:
            _nobody(found, search, state)
        pager(found.counts.get(state, 0), PAGE, AT)


def _state(actor: Actor, group_id: int, search: str) -> MemberState:
    counts = directory(actor, group_id, search=search, size=0).counts
    # Not a segmented control: its chosen part is too faint in the dark theme.
    picked = st.radio(
        "Show",
        list(MemberState),
        format_func=lambda state: f"{label(state)} {counts.get(state, 0)}",
        horizontal=True,
        key=STATE,
        on_change=first_page,
        args=(AT,),
        label_visibility="collapsed",
    )
    return MemberState(picked or MemberState.ACTIVE)


def _line(one: MemberRow) -> None:
    waiting = f" · {label(one.confirmation).lower()}" if one.confirmation is Confirmation.WAITING else ""
    if row(f"**{plain(one.name)}**  \n{_visits(one)}{waiting}", "Open", f"open_{one.id}"):
        go("members", member=one.id)


def _visits(one: MemberRow) -> str:
    if one.last_came is None:
        return f"Since {short_day(one.since)}, not come yet"
    if one.last_came == clock.today():
        return f"{many(one.visits, 'visit')}, here today"
    return f"{many(one.visits, 'visit')}, last on {short_day(one.last_came)}"


def _nobody(found: Directory, search: str, state: MemberState) -> None:
    elsewhere = [label(other).lower() for other, count in found.counts.items() if count]
    if search and elsewhere:
        st.markdown(f"Nobody of that name here. Look under {' or '.join(elsewhere)}.")
    elif search:
        st.markdown("Nobody of that name. Try the first letters alone.")
    elif elsewhere:
        st.markdown(f"Nobody is {'taking a break' if state is MemberState.PAUSED else label(state).lower()} just now.")
    else:
        st.info(
            "Nobody is in the group yet. Accept a referral under Welcome, or add the founders below.",
            icon=":material/info:",
        )
