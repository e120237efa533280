"""One group session: what it is to be and was, and when; moved, cancelled or brought back."""

from collections.abc import Callable

import streamlit as st

from services.errors import Conflict
from services.group_sessions import changing
from services.group_sessions.lists import skills as listed_skills
from services.group_sessions.reading import GroupSessionView, one
from services.group_sessions.recording import record
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.planning.when import on_the_wall, when_fields
from ui.routes import go
from ui.words import many, times

REASONS = ["The venue is closed", "The weather", "Too few could come", "Nobody could run it"]


def open_one(actor: Actor, group_session_id: int) -> None:
    """The whole of one group session."""
    view = one(actor, group_session_id)
    if st.button("All sessions", type="tertiary", icon=":material/arrow_back:"):
        go("sessions")
    st.header(times(view.starts_at, view.ends_at))
    if view.venue:
        st.text(view.venue)
    if view.cancelled:
        _cancelled(actor, view)
    else:
        _register(view)
    _record(actor, view)
    if not view.cancelled and not view.held:
        _move(actor, view)
        _cancel(actor, view)


def _register(view: GroupSessionView) -> None:
    if view.held:
        st.markdown(f":green-badge[Register finished] {many(view.came or 0, 'person', 'people')} came")
    elif view.register_missing:
        st.markdown(":orange-badge[Register not finished]")
    if st.button("Open the register", icon=":material/checklist:"):
        go("attendance", group_session=view.id)


def _cancelled(actor: Actor, view: GroupSessionView) -> None:
    st.info(f"Cancelled: {plain(view.cancel_reason or '')}. It counts nowhere.", icon=":material/event_busy:")
    if st.button("Bring it back", icon=":material/undo:"):
        with telling():
            changing.restore(actor, view.id)
            tell("It is planned again.")
            st.rerun()


def _record(actor: Actor, view: GroupSessionView) -> None:
    skills = {skill.id: skill.name for skill in listed_skills(actor, view.group_id, view.id)}
    chosen = [key for key, name in skills.items() if name in view.skills]
    shown = _shown_version(view)
    with st.form(f"record_{view.id}"):
        picked = st.pills(
            "Skills practised",
            list(skills),
            selection_mode="multi",
            default=chosen,
            format_func=lambda key: plain(skills[key]),
            key=f"skills_{view.id}",
        )
        plan = st.text_area("Plan", value=view.plan or "", key=f"plan_{view.id}", height=90)
        note = st.text_area(
            "A short note for the coordinators", value=view.note or "", key=f"note_{view.id}", height=90
        )
        if st.form_submit_button("Save", type="primary"):
            _save(view, lambda: record(actor, view.id, shown, plan, note, picked), "Saved.")


def _move(actor: Actor, view: GroupSessionView) -> None:
    shown = _shown_version(view)
    (day, starts), (_, ends) = on_the_wall(view.starts_at), on_the_wall(view.ends_at)
    with st.expander("Move it", icon=":material/edit_calendar:"), st.form(f"move_{view.id}", border=False):
        when = when_fields(f"move_{view.id}", view.venue, day, (starts, ends))
        if st.form_submit_button("Move", type="primary"):
            args = (view.id, shown, when.day, when.starts, when.minutes, when.venue)
            _save(view, lambda: changing.change(actor, *args), "Moved.")


def _cancel(actor: Actor, view: GroupSessionView) -> None:
    with st.expander("Cancel it", icon=":material/event_busy:"), st.form(f"cancel_{view.id}", border=False):
        picked = st.radio("Why?", REASONS, index=None, key=f"why_{view.id}")
        other = st.text_input("In your words", key=f"why_else_{view.id}")
        if st.form_submit_button("Cancel this session", type="primary"):
            why = ": ".join(part for part in (picked, other.strip()) if part)
            _save(view, lambda: changing.cancel(actor, view.id, why), "Cancelled. You can bring it back here.")


def _shown_version(view: GroupSessionView) -> int:
    """The version whose words are on the screen: that of now when the fields are drawn for the first time."""
    key = f"shown_{view.id}"
    if f"plan_{view.id}" not in st.session_state or key not in st.session_state:
        st.session_state[key] = view.version
    version: int = st.session_state[key]
    return version


def _save(view: GroupSessionView, change: Callable[[], None], done: str) -> None:
    with telling():
        try:
            change()
        except Conflict:
            _what_is_there_now(view)
            raise
        st.session_state.pop(f"shown_{view.id}")
        tell(done)
        st.rerun()


def _what_is_there_now(view: GroupSessionView) -> None:
    """Someone else saved meanwhile: theirs is shown, what was typed stays, and saving again is a choice."""
    if view.version == st.session_state[f"shown_{view.id}"]:
        return
    st.session_state[f"shown_{view.id}"] = view.version
    skills = ", ".join(view.skills) or "none"
    st.info(
        f"There now: {plain(times(view.starts_at, view.ends_at))}, {plain(view.venue)}. "
        f"Skills: {plain(skills)}.  \nPlan: {plain(view.plan or '')}  \nNote: {plain(view.note or '')}  \n"
        "Your words are still in the fields. Save again to put them in its place."
    )
