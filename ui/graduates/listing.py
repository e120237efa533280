"""Everyone on file: found by name, date of birth or phone number, and narrowed to those who still need something."""

import streamlit as st

from services.clinic import duplicates
from services.clinic.programmes import programmes
from services.clinic.reading import PAGE, GraduateRow, graduates
from services.security.actor import Actor
from ui.consent_terms import show_terms
from ui.feedback import plain
from ui.graduates.programmes import show_programmes
from ui.paging import first_page, pager
from ui.routes import go
from ui.rows import row
from ui.words import short_day

AT = "graduates_page"
EVERYONE, NOT_REFERRED, NO_SHARE = "Everyone", "Not referred yet", "No consent to share"


def show_list(actor: Actor) -> None:
    """The list, the programmes, and how long consents last."""
    _actions(actor)
    search = st.text_input(
        "Find a name, date of birth or phone number",
        key="graduates_search",
        type="search",
        placeholder="e.g. Khan, or 3/11/1960",
        on_change=first_page,
        args=(AT,),
    )
    runs = {run.id: run for run in programmes(actor)}
    only, programme_id = _narrowed({run.id: run.name for run in runs.values()})
    found = graduates(
        actor,
        search=search,
        not_referred=only == NOT_REFERRED,
        no_share=only == NO_SHARE,
        programme_id=programme_id,
        page=st.session_state.get(AT, 0),
    )
    for one in found.rows:
        if row(_said(one), "Open", f"open_{one.id}"):
            go("graduates", graduate=one.id)
    if not found.rows:
        _nobody(search, narrowed=only != EVERYONE or programme_id is not None)
    pager(found.total, PAGE, AT)
    show_programmes(actor, list(runs.values()))
    show_terms(actor)


def _actions(actor: Actor) -> None:
    pairs = duplicates.how_many(actor)
    with st.container(horizontal=True):
        if st.button("Add someone", type="primary", icon=":material/person_add:"):
            go("graduates", add=1)
        if st.button("Bring in a list", icon=":material/upload_file:"):
            go("graduates", bring_in=1)
        if pairs:
            some = f"{pairs} or more" if pairs == duplicates.MOST else str(pairs)
            if st.button(f"Possible duplicates ({some})", icon=":material/group:"):
                go("graduates", duplicates=1)


def _narrowed(runs: dict[int, str]) -> tuple[str, int | None]:
    only = st.radio(
        "Show",
        [EVERYONE, NOT_REFERRED, NO_SHARE],
        horizontal=True,
        key="graduates_only",
        on_change=first_page,
        args=(AT,),
        label_visibility="collapsed",
    )
    if not runs:
        return only, None
    picked = st.selectbox(
        "Programme",
        list(runs),
        index=None,
        format_func=lambda key: runs[key],
        placeholder="Every programme",
        key="graduates_programme",
        on_change=first_page,
        args=(AT,),
    )
    return only, picked


def _said(one: GraduateRow) -> str:
    done = f"Completed {short_day(one.completed_on)}" if one.completed_on else "No programme recorded"
    consent = "" if one.share else "  \n:material/block: No consent to share"
    return f"**{plain(one.name)}**  \n{done}{' · referred' if one.referred else ''}{consent}"


def _nobody(search: str, *, narrowed: bool) -> None:
    if search.strip():
        st.markdown("Nobody found. Try the first letters alone, or a date of birth like 3/11/1960.")
    elif narrowed:
        st.markdown("Nobody here just now. Choose “Everyone” to see all who are on file.")
    else:
        st.markdown("Nobody here yet. Add the programme below, then add someone or bring in a list.")
