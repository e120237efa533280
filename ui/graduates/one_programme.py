"""One programme: its dates, who completed it, and what comes next for them."""

import streamlit as st

from services.clinic import programmes as runs
from services.clinic.one_programme import PAGE, Completer, ProgrammePage, programme
from services.security.actor import Actor
from ui.feedback import plain, tell, telling
from ui.paging import pager
from ui.routes import go
from ui.rows import row
from ui.words import many, short_day


def show_programme(actor: Actor, programme_id: int) -> None:
    """Who completed it, a page at a time, with refer, bring in a list, and changing it."""
    at = f"programme_{programme_id}_page"
    run = programme(actor, programme_id, page=st.session_state.get(at, 0))
    st.header(plain(run.name))
    st.markdown(f"{short_day(run.starts_on)} to {short_day(run.ends_on)}")
    with st.container(horizontal=True):
        if run.total and st.button("Refer this programme", type="primary", icon=":material/forward_to_inbox:"):
            go("refer", programme=run.id)
        if st.button("Bring in a list", icon=":material/upload_file:"):
            go("graduates", bring_in=1)
    st.subheader(f"{many(run.total, 'person', 'people')} completed it")
    for one in run.people:
        if row(_said(one), "Open", f"open_{one.id}"):
            go("graduates", graduate=one.id)
    if not run.total:
        st.markdown("Nobody yet. Bring in the programme’s list, or add someone under “All graduates”.")
    pager(run.total, PAGE, at)
    _change(actor, run)
    if run.removable:
        _remove(actor, run)


def _said(one: Completer) -> str:
    share = ":material/check: Consent to share" if one.share else ":material/block: No consent to share"
    # “and” joins what they agreed to; after a no it would read as a second no.
    feedback = "" if not one.feedback else " and to feedback" if one.share else ", but to feedback"
    referred = " · referred" if one.referred else ""
    return f"**{plain(one.name)}**  \nCompleted {short_day(one.completed_on)}{referred}  \n{share}{feedback}"


def _change(actor: Actor, run: ProgrammePage) -> None:
    # Named by what is kept now, so that the fields are filled anew once it was saved.
    key = f"run_{run.id}_{hash((run.name, run.starts_on, run.ends_on))}"
    with st.expander("Change name or dates"), st.form(key, border=False, enter_to_submit=False):
        name = st.text_input("Name", value=run.name, key=f"{key}_name")
        left, right = st.columns(2)
        first = left.date_input("First day", value=run.starts_on, format="DD/MM/YYYY", key=f"{key}_first")
        last = right.date_input("Last day", value=run.ends_on, format="DD/MM/YYYY", key=f"{key}_last")
        if st.form_submit_button("Save", type="primary"):
            with telling():
                runs.change(actor, run.id, name, first, last)
                tell("Saved.")
                st.rerun()


def _remove(actor: Actor, run: ProgrammePage) -> None:
    with st.popover("Remove this programme", icon=":material/delete:"):
        st.markdown("Nobody completed it, so nothing else goes with it.")
        if st.button("Remove now", key=f"remove_run_{run.id}"):
            with telling():
                runs.remove(actor, run.id)
                tell("Programme removed.")
                go("graduates")
