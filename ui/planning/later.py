"""Changing this one and all later ones: what it means stands there before the button that does it."""

from datetime import datetime

import streamlit as st

from services import clock
from services.group_sessions.cancelling_later import cancel_later, effect_of_cancelling
from services.group_sessions.later import Effect
from services.group_sessions.moving_later import To, effect_of_moving, move_later
from services.group_sessions.reading import GroupSessionView
from services.security.actor import Actor
from ui.feedback import plain, tell
from ui.planning.when import When, minutes_between, on_the_wall
from ui.versions import put
from ui.words import day, many

ONE, LATER = "Just this one", "This and all later ones"
NAMED = 4


def which(view: GroupSessionView, key: str) -> bool:
    """Whether all later ones are meant. Outside a series there is no question."""
    if view.series_id is None:
        return False
    return st.radio("Which?", [ONE, LATER], key=f"which_{key}_{view.id}", horizontal=True) == LATER


def move_all(actor: Actor, view: GroupSessionView, when: When) -> None:
    to = To(when.day, when.starts, when.minutes, when.venue)
    if _as_it_is(view, when):
        st.caption("Choose another day, time or place, and what it means appears here.")
        return
    effect = effect_of_moving(actor, view.id, to)
    _say(effect, "moves" if len(effect.changing) == 1 else "move")
    if effect.overlapping:
        st.warning(f"Another session is at that time on {_days(effect.overlapping)}. Choose another day or time.")
        return
    if st.button(f"Move {many(len(effect.changing), 'session')}", type="primary", key=f"move_later_{view.id}"):
        put(view, lambda seen: move_later(actor, view.id, seen, to))
        tell(f"{many(len(effect.changing), 'session')} moved.")
        st.rerun()


def _as_it_is(view: GroupSessionView, when: When) -> bool:
    (day, starts), (_, ends) = on_the_wall(view.starts_at), on_the_wall(view.ends_at)
    return (when.day, when.starts, when.minutes, when.venue) == (day, starts, minutes_between(starts, ends), view.venue)


def cancel_all(actor: Actor, view: GroupSessionView, reason: str) -> None:
    effect = effect_of_cancelling(actor, view.id)
    _say(effect, "is cancelled" if len(effect.changing) == 1 else "are cancelled")
    if st.button(f"Cancel {many(len(effect.changing), 'session')}", type="primary", key=f"cancel_later_{view.id}"):
        done = cancel_later(actor, view.id, reason)
        tell(f"{many(done, 'session')} cancelled. Each can be brought back on its own page.")
        st.rerun()


def _say(effect: Effect, what: str) -> None:
    st.markdown(f"**{many(len(effect.changing), 'session')}** {what}: {_days(effect.changing)}.")
    if effect.staying:
        st.markdown(f"As {'it is' if len(effect.staying) == 1 else 'they are'}: {_days(effect.staying)}.")
    for skip in effect.holidays:
        st.markdown(f"{day(skip.day)} is {plain(skip.holiday)}: that one is cancelled.")


def _days(moments: tuple[datetime, ...]) -> str:
    named = ", ".join(day(clock.local(moment).date(), weekday=False) for moment in moments[:NAMED])
    return named if len(moments) <= NAMED else f"{named} and {len(moments) - NAMED} more"
