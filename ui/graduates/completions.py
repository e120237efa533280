"""The programmes that one person completed: recorded, and taken back when it was a mistake."""

import streamlit as st

from services.clinic import completions
from services.clinic.completions import CompletionView
from services.clinic.programmes import programmes
from services.clinic.reading import GraduateView
from services.security.actor import Actor
from ui.afresh import fresh_key, start_afresh
from ui.feedback import plain, tell, telling
from ui.graduates.fields import completion_fields
from ui.words import short_day


def show_completions(actor: Actor, person: GraduateView) -> None:
    """Each with its day, and a place to record another or take one back."""
    st.subheader("Programmes")
    for one in person.recorded:
        by = f" · recorded by {plain(one.recorded_by)}" if one.recorded_by else ""
        st.markdown(f"**{plain(one.programme)}**  \nCompleted on {short_day(one.completed_on)}{by}")
    if not person.recorded:
        st.markdown("None recorded yet. Record the one they completed, so that they can be referred.")
    with st.expander("Record another or take one back", key=f"runs_of_{person.id}", on_change="rerun") as opened:
        if opened.open:
            _record(actor, person)
            for one in person.recorded:
                _take_back(actor, one)


def _record(actor: Actor, person: GraduateView) -> None:
    done = {one.programme_id for one in person.recorded}
    runs = {run.id: run for run in programmes(actor) if run.id not in done}
    if not runs:
        st.markdown("Every programme on file is recorded for them. Add a new one under “All graduates”.")
        return
    form = f"completion_{person.id}"
    key = fresh_key(form)
    with st.form(key, border=False, enter_to_submit=False):
        programme_id, on = completion_fields(runs, key)
        if st.form_submit_button("Record completion", type="primary"):
            with telling():
                completions.record_completion(actor, person.id, programme_id, on)
                start_afresh(form)
                tell("Recorded.")
                st.rerun()


def _take_back(actor: Actor, one: CompletionView) -> None:
    if st.button(f"Take back {plain(one.programme)}", key=f"take_back_{one.id}", icon=":material/undo:"):
        with telling():
            completions.take_back_completion(actor, one.id)
            tell("Taken back.")
            st.rerun()
