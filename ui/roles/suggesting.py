"""Suggesting for the next group sessions, and accepting or undoing what came of it."""

from zlib import crc32

import streamlit as st

from services.roles.rota import RotaSession
from services.roles.suggesting import accepting, runs
from services.roles.suggesting.accepting import Accepted
from services.roles.suggesting.runs import Suggested
from services.security.actor import Actor
from ui.feedback import tell, telling
from ui.words import many


def show_suggesting(actor: Actor, group_id: int, ahead: tuple[RotaSession, ...]) -> None:
    """The strong button is the next thing to do: suggest while places are open, accept what is suggested."""
    waiting = [duty_id for meeting in ahead for duty_id in meeting.suggested]
    last = runs.last_run(actor, group_id) if waiting else None
    open_still = _still_open(ahead)
    if last:
        best = "Nothing would fill more, or share it more evenly." if last.proven else "The best found in two seconds."
        found = best if last.suggestions == len(waiting) else "Some were changed by hand."
        st.markdown(f"{many(len(waiting), 'suggestion')}. {found} {open_still}")
    with st.container(horizontal=True):
        if waiting and st.button(
            _accept_all(len(waiting)), type="primary", icon=":material/done_all:", key=_key(waiting)
        ):
            _accept(actor, group_id, waiting)
        words = "Suggest again" if waiting else _for_the_next(len(ahead))
        kind = ":material/refresh:" if waiting else ":material/auto_awesome:"
        if (waiting or open_still) and st.button(
            words, type="secondary" if waiting else "primary", icon=kind, key="suggest"
        ):
            _suggest(actor, group_id, len(ahead))
        if last and st.button("Undo these", icon=":material/undo:", key=f"undo_suggestions_{last.run_id}"):
            _undo(actor, last)


def _key(duty_ids: list[int]) -> str:
    """Names the button by what it accepts, so that a tap on an old screen accepts nothing that was not on it."""
    return f"accept_{crc32(repr(duty_ids).encode())}"


def _still_open(ahead: tuple[RotaSession, ...]) -> str:
    places = sum(meeting.open_places for meeting in ahead)
    backups = sum(role.backup_missing and not role.open_places for meeting in ahead for role in meeting.roles)
    left = [many(places, "place")] if places else []
    left += [many(backups, "backup")] if backups else []
    return f"{' and '.join(left)} still open: each says why." if left else ""


def _accept_all(count: int) -> str:
    return "Accept it" if count == 1 else f"Accept all {count}"


def _for_the_next(sessions: int) -> str:
    return "Suggest for the next one" if sessions == 1 else f"Suggest for the next {sessions}"


def _suggest(actor: Actor, group_id: int, sessions: int) -> None:
    with telling(), st.spinner("Finding the fairest way to share these out, a few seconds at most"):
        if not runs.suggest(actor, group_id, sessions).suggestions:
            tell("Nobody could be suggested. Each open place says why.")
        st.rerun()


def _accept(actor: Actor, group_id: int, duty_ids: list[int]) -> None:
    with telling():
        tell(_accepted(accepting.accept_suggestions(actor, group_id, duty_ids)))
        st.rerun()


def _undo(actor: Actor, last: Suggested) -> None:
    with telling():
        gone = runs.undo(actor, last.run_id)
        tell(f"{many(gone, 'suggestion')} taken back. What you had touched stays.")
        st.rerun()


def _accepted(done: Accepted) -> str:
    said = f"{many(done.offered, 'role')} offered. Mark each answer as you hear it."
    if done.unfit:
        said += f" No longer possible for {', '.join(one.name for one in done.unfit)}."
    if done.gone:
        said += f" {many(done.gone, 'suggestion')} had been changed by someone else."
    return said
