"""The next group sessions with their roles: who has each, and who could."""

import streamlit as st

from models import DutyState
from services.roles import duties
from services.roles.rota import Holder, RotaRole, RotaSession
from services.security.actor import Actor
from ui.feedback import plain, telling
from ui.words import many, times

STANDS = {
    DutyState.SUGGESTED: ":gray-badge[Suggested]",
    DutyState.OFFERED: ":orange-badge[Offered]",
    DutyState.ACCEPTED: ":green-badge[Said yes]",
    DutyState.DONE: ":green-badge[Done]",
}


def show_session(actor: Actor, meeting: RotaSession) -> None:
    """One group session: its roles, each with its people and its open places."""
    st.header(times(meeting.starts_at, meeting.ends_at))
    if not meeting.roles:
        st.caption("No roles are due at this one.")
        return
    st.caption(f"{many(meeting.open_places, 'place')} open" if meeting.open_places else "Every place has someone.")
    with st.container(border=True):
        for role in meeting.roles:
            _role(actor, meeting, role)


def _role(actor: Actor, meeting: RotaSession, role: RotaRole) -> None:
    for holder in role.holders:
        _holder(actor, role, holder)
    for _ in range(min(role.open_places, 1)):
        more = f" ({role.open_places} places)" if role.open_places > 1 else ""
        _open(actor, meeting, role, f"Open{more}", backup=False)
    if role.backup_missing and not role.open_places:
        _open(actor, meeting, role, "No backup yet", backup=True)


def _holder(actor: Actor, role: RotaRole, holder: Holder) -> None:
    what = f"{plain(role.name)}, backup" if holder.backup else plain(role.name)
    stands = ":red-badge[Sent word, cannot come]" if holder.cannot_come else STANDS[holder.state]
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        st.markdown(f"**{what}**  \n{plain(holder.name)} {stands}", width="stretch")
        asked = holder.state in {DutyState.SUGGESTED, DutyState.OFFERED} and not holder.cannot_come
        if asked and st.button("Yes", type="primary", key=f"yes_{holder.duty_id}"):
            with telling():
                duties.accept(actor, holder.duty_id)
                st.rerun()
        if holder.state is not DutyState.DONE:
            _hand_back(actor, holder)


def _hand_back(actor: Actor, holder: Holder) -> None:
    """Two taps, and never where "Yes" was a moment ago: a second tap must not take back a yes."""
    with st.popover("Change", key=f"let_go_{holder.duty_id}"):
        if st.button("Hand back", key=f"back_{holder.duty_id}"):
            with telling():
                duties.hand_back(actor, holder.duty_id)
                st.rerun()


def _open(actor: Actor, meeting: RotaSession, role: RotaRole, stands: str, *, backup: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(role.name)}**  \n{stands}", width="stretch")
        # The key changes with each person found, so that the next place starts closed.
        key = f"offer_{meeting.group_session_id}_{role.group_role_id}_{len(role.holders)}_{backup}"
        box = st.popover("Find a backup" if backup else "Find someone", key=key, on_change="rerun")
        if box.open:
            with box:
                _candidates(actor, meeting, role, key, backup=backup)


def _candidates(actor: Actor, meeting: RotaSession, role: RotaRole, key: str, *, backup: bool) -> None:
    st.caption(f"{plain(role.name)}: offer it to")
    if not role.candidates:
        st.markdown("Nobody is free for this one. Members can be given more room on their page.")
    for one in role.candidates:
        label = f"{plain(one.name)} · would like to" if one.would_like else plain(one.name)
        if st.button(label, key=f"{key}_{one.member_id}", width="stretch"):
            with telling():
                at, what = meeting.group_session_id, role.group_role_id
                duties.offer(actor, at, what, one.member_id, backup=backup)
                st.rerun()
