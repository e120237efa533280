"""One group session: what it is to be and was, and when; moved, cancelled or brought back."""

import streamlit as st

from services.group_sessions import changing
from services.group_sessions.lists import skills as listed_skills
from services.group_sessions.not_lately import not_lately
from services.group_sessions.reading import GroupSessionView, one
from services.group_sessions.recording import record
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.planning.later import cancel_all, move_all, which
from ui.planning.when import on_the_wall, when_fields
from ui.reasons import why
from ui.routes import go
from ui.versions import keep_version, moved_on, save
from ui.words import many, short_day, times

REASONS = ["The venue is closed", "The weather", "Too few could come", "Nobody could run it"]


def open_one(actor: Actor, group_session_id: int) -> None:
    """The whole of one group session."""
    view = one(actor, group_session_id)
    if st.button("All sessions", type="tertiary", icon=":material/arrow_back:"):
        go("sessions")
    st.header(times(view.starts_at, view.ends_at))
    if view.venue:
        st.text(view.venue)
    if view.access_notes:
        st.caption(plain(view.access_notes))
    if view.cancelled:
        _cancelled(actor, view)
    else:
        _register(view)
    # The words of the record are always there, so they tell when the forms are filled anew.
    keep_version(view, f"plan_{view.id}")
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
            moved_on(view)
            tell("It is planned again.")
            st.rerun()


def _record(actor: Actor, view: GroupSessionView) -> None:
    skills = {skill.id: skill.name for skill in listed_skills(actor, view.group_id, view.id)}
    chosen = [key for key, name in skills.items() if name in view.skills]
    with st.form(f"record_{view.id}"):
        picked = st.pills(
            "Skills practised",
            list(skills),
            selection_mode="multi",
            default=chosen,
            format_func=lambda key: plain(skills[key]),
            key=f"skills_{view.id}",
        )
        if ideas := _not_lately(actor, view):
            st.caption(ideas)
        plan = st.text_area("Plan", value=view.plan or "", key=f"plan_{view.id}", height=90)
        note = st.text_area(
            "A short note for the coordinators", value=view.note or "", key=f"note_{view.id}", height=90
        )
        if st.form_submit_button("Save", type="primary"):
            with telling():
                save(
                    "record",
                    view,
                    lambda seen: record(actor, view.id, seen, plan, note, picked),
                    there_now=_there_now(view),
                )


def _not_lately(actor: Actor, view: GroupSessionView) -> str:
    """Ideas for a plan that has no skill yet; a session that is over needs none."""
    if view.skills or view.held:
        return ""
    named = [
        f"{plain(one.name)} ({short_day(one.last_on) if one.last_on else 'not yet'})"
        for one in not_lately(actor, view.group_id)
    ]
    return f"Not for a while: {', '.join(named)}." if named else ""


def _move(actor: Actor, view: GroupSessionView) -> None:
    (day, starts), (_, ends) = on_the_wall(view.starts_at), on_the_wall(view.ends_at)
    with st.expander("Move it", icon=":material/edit_calendar:"):
        if which(view, "move"):
            with telling():
                move_all(actor, view, when_fields(f"later_{view.id}", view.venue, day, (starts, ends)))
        else:
            _move_one(actor, view)


def _move_one(actor: Actor, view: GroupSessionView) -> None:
    (day, starts), (_, ends) = on_the_wall(view.starts_at), on_the_wall(view.ends_at)
    with st.form(f"move_{view.id}", border=False):
        when = when_fields(f"move_{view.id}", view.venue, day, (starts, ends))
        if st.form_submit_button("Move", type="primary"):
            with telling():
                to = (when.day, when.starts, when.minutes, when.venue)
                save(
                    "move",
                    view,
                    lambda seen: changing.change(actor, view.id, seen, *to),
                    done="Moved.",
                    there_now=_there_now(view),
                )


def _cancel(actor: Actor, view: GroupSessionView) -> None:
    with st.expander("Cancel it", icon=":material/event_busy:"):
        if which(view, "cancel"):
            reason = why(REASONS, f"why_{view.id}")
            with telling():
                cancel_all(actor, view, reason)
        else:
            _cancel_one(actor, view)


def _cancel_one(actor: Actor, view: GroupSessionView) -> None:
    with st.form(f"cancel_{view.id}", border=False):
        reason = why(REASONS, f"why_{view.id}")
        if st.form_submit_button("Cancel this session", type="primary"):
            with telling():
                changing.cancel(actor, view.id, reason)
                moved_on(view)
                tell("Cancelled. You can bring it back here.")
                st.rerun()


def _there_now(view: GroupSessionView) -> str:
    skills = ", ".join(view.skills) or "none"
    return (
        f"{plain(times(view.starts_at, view.ends_at))}, {plain(view.venue)}. Skills: {plain(skills)}.  \n"
        f"Plan: {plain(view.plan or '')}  \nNote: {plain(view.note or '')}"
    )
