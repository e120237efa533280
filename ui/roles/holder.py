"""Somebody who has a place, or is suggested for it, and what can be done about it."""

import streamlit as st

from models import DutyState
from services.roles import duties, swapping
from services.roles.rota import Holder, RotaRole
from services.roles.suggesting import accepting, runs
from services.roles.swapping import Swappable
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.roles.ahead import chosen_ahead
from ui.roles.just_now import remember_handed_back
from ui.words import in_brief

STANDS = {
    DutyState.SUGGESTED: ":gray-badge[Suggested]",
    DutyState.OFFERED: ":orange-badge[Offered]",
    DutyState.ACCEPTED: ":green-badge[Said yes]",
    DutyState.DONE: ":green-badge[Done]",
}


def show_holder(actor: Actor, group_id: int, role: RotaRole, holder: Holder) -> None:
    """One line of a role; an answer that is waited for has a row of its own, one tap each."""
    asked = holder.state is DutyState.OFFERED and not holder.cannot_come
    if asked:
        st.markdown(_line(role, holder))
    with st.container(horizontal=True, wrap=asked, vertical_alignment="center"):
        if asked:
            _answer(actor, role, holder)
        else:
            st.markdown(_line(role, holder), width="stretch")
        if holder.state is not DutyState.DONE:
            _change(actor, group_id, role, holder)


def _on_screen(holder: Holder) -> str:
    """Names buttons by what is seen: a tap on an old screen never means somebody else, or another answer."""
    return f"{holder.duty_id}_{holder.member_id}_{holder.state}"


def _line(role: RotaRole, holder: Holder) -> str:
    what = f"{plain(role.name)}, standing by" if holder.backup else plain(role.name)
    stands = ":red-badge[Cannot come]" if holder.cannot_come else STANDS[holder.state]
    kept = " :gray-badge[:material/lock: Kept]" if holder.locked and holder.state is DutyState.SUGGESTED else ""
    why = f"  \n:gray[{plain(holder.reason)}]" if holder.reason else ""
    return f"**{what}**  \n{plain(holder.name)} {stands}{kept}{why}"


def _answer(actor: Actor, role: RotaRole, holder: Holder) -> None:
    """The person's answer. After a yes nothing stands where it was that could take it back."""
    if st.button("Yes", type="primary", key=f"yes_{_on_screen(holder)}"):
        with telling():
            duties.accept(actor, holder.duty_id)
            st.rerun()
    if st.button("Not today", key=f"no_{_on_screen(holder)}"):
        _hand_back(actor, role, holder)


def _change(actor: Actor, group_id: int, role: RotaRole, holder: Holder) -> None:
    box = st.popover("Change", key=f"let_go_{_on_screen(holder)}", on_change="rerun")
    if not box.open:
        return
    with box:
        if holder.state is DutyState.SUGGESTED:
            _suggestion(actor, group_id, role, holder)
        elif holder.state is DutyState.ACCEPTED and st.button(
            "Hand back", key=f"back_{_on_screen(holder)}", width="stretch"
        ):
            _hand_back(actor, role, holder)
        _swap(actor, holder)


def _suggestion(actor: Actor, group_id: int, role: RotaRole, holder: Holder) -> None:
    if not holder.cannot_come and st.button("Accept this one", key=f"accept_{_on_screen(holder)}", width="stretch"):
        with telling():
            accepting.accept_suggestions(actor, group_id, [holder.duty_id])
            st.rerun()
    words = "Let it change again" if holder.locked else "Keep it when suggesting again"
    if st.button(words, key=f"lock_{_on_screen(holder)}_{holder.locked}", width="stretch"):
        with telling():
            runs.lock(actor, holder.duty_id, locked=not holder.locked)
            st.rerun()
    if st.button("Someone else", key=f"back_{_on_screen(holder)}", width="stretch"):
        _hand_back(actor, role, holder)


def _hand_back(actor: Actor, role: RotaRole, holder: Holder) -> None:
    with telling():
        duties.hand_back(actor, holder.duty_id)
        remember_handed_back(holder.duty_id, holder.name, role.name)
        st.rerun()


def _swap(actor: Actor, holder: Holder) -> None:
    others = swapping.could_swap(actor, holder.duty_id, chosen_ahead())
    if not others:
        st.caption("Nobody's place fits for a swap.")
        return
    by_id = {other.duty_id: other for other in others}
    picked = st.selectbox(
        "Swap with", list(by_id), None, lambda one: _swappable(by_id[one]), key=f"swap_with_{_on_screen(holder)}"
    )
    if picked is not None and st.button("Swap them", key=f"swap_{_on_screen(holder)}_{picked}", width="stretch"):
        with telling():
            swapping.swap(actor, holder.duty_id, picked)
            tell("Swapped.")
            st.rerun()


def _swappable(other: Swappable) -> str:
    backup = ", standing by" if other.backup else ""
    return f"{other.name}: {other.role}{backup}, {in_brief(other.starts_at)}"
