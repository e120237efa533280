"""Today: the next step for the group, in one glance."""

import streamlit as st

from services.members.quiet import Quiet
from services.register.states import RegisterState
from services.security.permissions import Permission
from services.today import Ahead, TodayView, ToWelcome, Unfinished, today
from ui.feedback import plain, telling
from ui.guard import signed_in
from ui.routes import go
from ui.rows import row
from ui.scope import chosen_group
from ui.words import ago_days, day, in_brief, many, times, waiting_badge

actor = signed_in(Permission.SEE_TODAY)
MOST = 5


def page() -> None:
    group = chosen_group(actor)
    st.title("Today")
    view = today(actor, group.id)
    session(view.ahead)
    if view.unfinished:
        unfinished(view.unfinished)
    welcome(view)
    if view.quiet:
        quiet(view.quiet)


def session(ahead: Ahead | None) -> None:
    if ahead is None:
        st.info("No group session is planned. Plan the next one, and everything about it is here.")
        if st.button("Plan a session", type="primary", icon=":material/calendar_month:"):
            go("sessions")
        return
    with st.container(border=True):
        open_now = ahead.state is RegisterState.OPEN
        st.header("Today's group session" if open_now else "Next group session")
        st.markdown(f"**{times(ahead.starts_at, ahead.ends_at)}**  \n{plain(ahead.venue)}")
        what_to_know(ahead)
        if open_now:
            wanted = st.button("Take the register", type="primary", icon=":material/checklist:", width="stretch")
        else:
            wanted = st.button("Note who sends word", type="primary", icon=":material/sms:", width="stretch")
        if wanted:
            go("attendance", group_session=ahead.group_session_id)
        if ahead.open_roles and st.button("Share out the roles", icon=":material/volunteer_activism:", width="stretch"):
            go("roles")


def what_to_know(ahead: Ahead) -> None:
    if ahead.first_visits:
        st.markdown(f"First visit to look out for: {names(ahead.first_visits)}")
    if ahead.sent_word:
        st.markdown(f"Sent word: {names(ahead.sent_word)}")
    if ahead.open_roles:
        st.markdown(f"{many(len(ahead.open_roles), 'role')} still open: {names(ahead.open_roles)}")


def unfinished(registers: tuple[Unfinished, ...]) -> None:
    st.header("Registers to finish")
    for register in registers:
        text = f"**{in_brief(register.starts_at)}**  \n{marked(register)}"
        if row(text, "Finish it", f"finish_{register.group_session_id}"):
            go("attendance", group_session=register.group_session_id)


def marked(register: Unfinished) -> str:
    return f"{many(register.marked, 'person', 'people')} marked" if register.marked else "Nobody marked yet"


def welcome(view: TodayView) -> None:
    st.header("People to welcome")
    if not view.to_welcome:
        st.caption("Nobody is waiting. New referrals from the clinic appear here.")
        return
    with st.container(border=True):
        for person in view.to_welcome[:MOST]:
            st.markdown(waiting(person))
        more(len(view.to_welcome))
        if st.button("Welcome them", icon=":material/waving_hand:", width="stretch"):
            go("welcome")


def waiting(person: ToWelcome) -> str:
    stands = "accepted, not contacted yet" if person.accepted else "new from the clinic"
    return f"**{plain(person.name)}**, {stands}, sent {ago_days(person.days)} {waiting_badge(person.waiting)}"


def quiet(people: tuple[Quiet, ...]) -> None:
    st.header("Gone quiet")
    st.caption("Away longer than is usual for them, with no word. A friendly hello may help.")
    for person in people[:MOST]:
        text = f"**{plain(person.name)}**  \nlast came {day(person.last_came_on, weekday=False)}"
        if row(text, "Open", f"quiet_{person.member_id}"):
            go("members", member=person.member_id)
    more(len(people))


def more(count: int) -> None:
    if count > MOST:
        st.caption(f"and {count - MOST} more")


def names(of: tuple[str, ...]) -> str:
    return ", ".join(plain(name) for name in of)


with telling():
    page()
