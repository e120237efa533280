"""The programmes at the foot of the list, newest first, and adding one."""

from collections.abc import Sequence

import streamlit as st

from services.clinic import programmes as runs
from services.clinic.programmes import ProgrammeView
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.routes import go
from ui.rows import row
from ui.words import many, short_day

# A year and a half of a clinic that runs four a year; the rest is one tap away.
NEWEST = 6


def show_programmes(actor: Actor, found: Sequence[ProgrammeView]) -> None:
    """The newest ones, the earlier ones when asked for, and a form for the next."""
    st.header("Programmes")
    for run in found[:NEWEST]:
        _line(run)
    if not found:
        st.markdown("No programme yet. Add the first one here; people are recorded as having completed it.")
    if earlier := found[NEWEST:]:
        with st.expander(f"Earlier programmes ({len(earlier)})", key="earlier_programmes", on_change="rerun") as opened:
            if opened.open:
                for run in earlier:
                    _line(run)
    with st.expander("Add a programme"), st.form("add_programme", border=False, enter_to_submit=False):
        name = st.text_input("Name", placeholder="e.g. Autumn 2026", key="programme_name")
        left, right = st.columns(2)
        first = left.date_input("First day", value=None, format="DD/MM/YYYY", key="programme_first")
        last = right.date_input("Last day", value=None, format="DD/MM/YYYY", key="programme_last")
        if st.form_submit_button("Add programme", type="primary"):
            with telling():
                runs.add(actor, name, first, last)
                tell("Programme added.")
                st.rerun()


def _line(run: ProgrammeView) -> None:
    dates = f"{short_day(run.starts_on)} to {short_day(run.ends_on)}"
    text = f"**{plain(run.name)}**  \n{dates} · {many(run.completed, 'person', 'people')} completed it"
    if row(text, "Open", f"programme_{run.id}"):
        go("graduates", programme=run.id)
