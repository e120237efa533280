"""An open place: whom to ask first and why, who else, or why nobody fits."""

import streamlit as st

from services.roles import duties
from services.roles.candidates import Candidate
from services.roles.rota import Holder, RotaRole, RotaSession
from services.security.actor import Actor
from ui.feedback import plain, telling
from ui.roles.gaps import nobody_fits
from ui.roles.just_now import forget_handed_back


def show_open(actor: Actor, meeting: RotaSession, role: RotaRole) -> None:
    """The next open place of a role: a leader's, and when somebody leads, a backup's."""
    backup = role.open_places == 0
    first = next((one for one in role.candidates if one.to_suggest), None)
    # The key changes with each person found, so that the next place starts closed.
    key = f"offer_{meeting.group_session_id}_{role.group_role_id}_{len(role.holders)}_{backup}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_line(role, first, backup=backup), width="stretch")
        if role.stands_by and not backup:
            _step_in(actor, role.stands_by)
        elif first and st.button(f"Ask {plain(first.name)}", key=f"{key}_first_{first.member_id}"):
            _ask(actor, meeting, role, first, backup=backup)
        box = st.popover("Find a backup" if backup else "Find someone", key=key, on_change="rerun")
        if box.open:
            with box:
                _candidates(actor, meeting, role, key, backup=backup)


def _line(role: RotaRole, first: Candidate | None, *, backup: bool) -> str:
    more = f" ({role.open_places} places)" if role.open_places > 1 else ""
    stands = "No backup yet" if backup else f"Open{more}"
    if role.stands_by and not backup:
        why = f"{plain(role.stands_by.name)} stands by and could step in."
    elif first:
        why = f"{plain(first.name)}: {plain(first.reason[0].lower() + first.reason[1:])}"
    else:
        why = nobody_fits(role.nobody_fits) if role.nobody_fits else ""
    return f"**{plain(role.name)}**  \n{stands}" + (f"  \n:gray[{why}]" if why else "")


def _step_in(actor: Actor, holder: Holder) -> None:
    if st.button(f"Ask {plain(holder.name)}", key=f"step_in_{holder.duty_id}"):
        with telling():
            forget_handed_back()
            duties.step_in(actor, holder.duty_id)
            st.rerun()


def _candidates(actor: Actor, meeting: RotaSession, role: RotaRole, key: str, *, backup: bool) -> None:
    st.caption(f"{plain(role.name)}: offer it to")
    if not role.candidates:
        st.markdown("Nobody is free for this one. Members can be given more room on their page.")
    for one in role.candidates:
        label = f"{plain(one.name)} · would like to" if one.would_like else plain(one.name)
        if st.button(label, key=f"{key}_{one.member_id}", width="stretch"):
            _ask(actor, meeting, role, one, backup=backup)


def _ask(actor: Actor, meeting: RotaSession, role: RotaRole, one: Candidate, *, backup: bool) -> None:
    with telling():
        forget_handed_back()
        duties.offer(actor, meeting.group_session_id, role.group_role_id, one.member_id, backup=backup)
        st.rerun()
