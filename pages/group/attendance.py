"""The register: who came, saved tap by tap."""

import streamlit as st

from services.register.choosing import Choice, choices, likely
from services.register.reading import register as read_register
from services.register.states import RegisterState
from services.register.view import RegisterView
from services.security.permissions import Permission
from ui.components import register as screen
from ui.feedback import plain, telling
from ui.feeling.section import how_was_it
from ui.finished_register import finished
from ui.from_paper import enter_from_paper
from ui.guard import current_actor, signed_in
from ui.routes import chosen, go
from ui.scope import chosen_group
from ui.sheets import link_to_attendance
from ui.words import clock_time, in_brief

actor = signed_in(Permission.KEEP_REGISTER)
REPLY = "register_reply"
# How soon each sees the other's marks.
FRESH_SECONDS = 2.5
STANDS = {
    RegisterState.BEFOREHAND: "still to come",
    RegisterState.OPEN: "not finished",
    RegisterState.FINISHED: "finished",
    RegisterState.CANCELLED: "cancelled",
}


def page() -> None:
    group = chosen_group(actor)
    st.title("Attendance")
    wanted = chosen("group_session")
    view = read_register(actor, wanted) if wanted else None
    near = choices(actor, view.group_id if view else group.id)
    if view is None:
        found = likely(near)
        if found is None:
            nothing_planned()
            return
        view = read_register(actor, found.group_session_id)
    pick(view, near)
    refused()
    show(view)
    link_to_attendance(view)
    how_was_it(actor, view.group_session_id)


def nothing_planned() -> None:
    st.info("There is no group session yet. Plan the first one, and its register is here on the day.")
    if actor.may(Permission.PLAN_SESSIONS) and st.button(
        "Plan a session", type="primary", icon=":material/calendar_month:"
    ):
        go("sessions")


def pick(view: RegisterView, near: tuple[Choice, ...]) -> None:
    """Which session; another one is a choice away."""
    here = Choice(view.group_session_id, view.starts_at, view.ends_at, view.state)
    by_id = {choice.group_session_id: choice for choice in near} | {view.group_session_id: here}
    in_order = sorted(by_id, key=lambda key: by_id[key].starts_at, reverse=True)

    picked = st.selectbox(
        "Group session",
        in_order,
        index=in_order.index(view.group_session_id),
        format_func=lambda key: f"{in_brief(by_id[key].starts_at)} · {STANDS[by_id[key].state]}",
        # Its words change with the state, and the browser keeps words by key.
        key=f"session_{view.group_session_id}_{view.state}",
    )
    if picked != view.group_session_id:
        go("attendance", group_session=picked)


def show(view: RegisterView) -> None:
    if view.state is RegisterState.CANCELLED:
        st.info(f"This group session was cancelled: {plain(view.cancel_reason)}. It counts nowhere.")
    elif view.state is RegisterState.FINISHED:
        finished(actor, view)
    elif view.rows:
        st.caption(f"{clock_time(view.starts_at)} to {clock_time(view.ends_at)}, {plain(view.venue)}")
        live(view.group_session_id)
        if view.state is RegisterState.OPEN:
            enter_from_paper(actor, view.group_session_id)
    else:
        nobody_yet(view)


def nobody_yet(view: RegisterView) -> None:
    st.info("Nobody is in the group yet. People appear here once you accept their referral, or when they come along.")
    if actor.may(Permission.WELCOME) and st.button("See who is waiting to be welcomed"):
        go("welcome")
    if view.state is RegisterState.OPEN:
        live(view.group_session_id)


@st.fragment(run_every=FRESH_SECONDS)
def live(group_session_id: int) -> None:
    """The open register; drawn again by itself, so that the other coordinator's marks appear."""
    now = current_actor()
    with telling():
        view = read_register(now, group_session_id)
        if view.state not in {RegisterState.OPEN, RegisterState.BEFOREHAND}:
            st.rerun()
        screen.register(
            view,
            st.session_state.get(REPLY, screen.Reply()),
            account_id=now.account_id,
            key=f"register_{group_session_id}",
            on_send=lambda: receive(group_session_id),
        )


def receive(group_session_id: int) -> None:
    sent = st.session_state[f"register_{group_session_id}"]["send"]
    st.session_state[REPLY] = screen.carry_out(current_actor(), group_session_id, sent)


def refused() -> None:
    """What could not be kept, when the register closed under somebody's finger."""
    reply = st.session_state.pop(REPLY, screen.Reply())
    for why in dict.fromkeys(reply.refused.values()):
        st.warning(plain(why), icon=":material/error:")


with telling():
    page()
