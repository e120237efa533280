"""After the writing: what happened, the lines left out, and the way back."""

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from services import clock
from services.clinic.imports.cells import Sheet
from services.clinic.imports.fates import HANDED_BACK
from services.clinic.imports.left_out import hand_back
from services.clinic.imports.preview import Preview
from services.clinic.imports.undoing import ImportView, imports, undo
from services.clinic.imports.writing import Imported
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.files import LASTS, File, offer
from ui.importing.previewing import lines_handed_back
from ui.importing.words import done, people
from ui.routes import go
from ui.words import many, moment

_DONE = "import_done"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Done:
    """What is shown once it is in. Of the people there is only the address of the file."""

    made: Imported
    left: int
    address: str
    until: datetime


def left_out_address(actor: Actor, sheet: Sheet, found: Preview) -> tuple[int, str]:
    """How many lines did not go in, and where their file is for this sign-in; no address for none."""
    left = sum(outcome.fate in HANDED_BACK for outcome in found.outcomes)
    if not left:
        return 0, ""
    content = hand_back(actor, sheet.headings, found.outcomes)
    return left, offer(actor, File("lines-left-out.xlsx", XLSX, content))


def finished() -> Done | None:
    """What was just brought in, until another list is begun or its file of lines left out is gone."""
    now: Done | None = st.session_state.get(_DONE)
    return now if now is not None and clock.now() < now.until else None


def keep_done(made: Imported, left: int, address: str) -> None:
    st.session_state[_DONE] = Done(made, left, address, clock.now() + LASTS)


def show_done(actor: Actor, now: Done) -> None:
    """What happened, and what can be done next."""
    st.success(done(now.made), icon=":material/check_circle:")
    with st.container(horizontal=True):
        if now.made.programme_id and st.button("Open the programme", type="primary"):
            st.session_state.pop(_DONE, None)
            go("graduates", programme=now.made.programme_id)
        if st.button("Bring in another list"):
            st.session_state.pop(_DONE, None)
            st.rerun()
        _undo(actor, now.made.id, now.made.people, "Undo this import")
    if now.left:
        st.link_button(lines_handed_back(now.left), now.address, icon=":material/download:")
        st.markdown("Mend them there and bring the file in again. The link works for 15 minutes.")


def show_recent(actor: Actor) -> None:
    """The latest imports, each with its undoing or why it is too late for it."""
    recent = imports(actor)
    if not recent:
        return
    st.subheader("Lists brought in lately")
    for one in recent:
        with st.container(border=True):
            by = f" by {plain(one.by)}" if one.by else ""
            st.markdown(f"**{moment(one.at)}**{by}  \n{_what(one)}")
            if one.undone_at is None and not one.kept_because:
                _undo(actor, one.id, one.people, "Undo")


def _what(one: ImportView) -> str:
    if one.undone_at is not None:
        return f"Undone {moment(one.undone_at)}."
    made = f"{people(one.people)} added, {many(one.completions, 'completion')} recorded."
    return f"{made} It cannot be undone, because {one.kept_because}." if one.kept_because else made


def _undo(actor: Actor, import_id: int, count: int, words: str) -> None:
    with st.popover(words, icon=":material/undo:", key=f"undo_{words}_{import_id}"):
        st.markdown(f"It takes back all that this list brought in, {people(count)} included.")
        if st.button("Undo now", type="primary", key=f"undo_now_{words}_{import_id}"):
            with telling():
                undo(actor, import_id)
                st.session_state.pop(_DONE, None)
                tell("Undone. Everything is as it was before that list.")
                st.rerun()
