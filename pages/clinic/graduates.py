"""Graduates: people who completed a programme, and the programmes."""

import streamlit as st

from models import ENDED
from services import clock
from services.clinic import graduates as keeping
from services.clinic import programmes as runs
from services.clinic.graduates import Details
from services.clinic.reading import PAGE, GraduateView, graduate, graduates
from services.security.permissions import Permission
from ui.consents import consent_cards
from ui.feedback import plain, tell, telling
from ui.guard import signed_in
from ui.paging import first_page, pager
from ui.people import name_field, reach_fields, reach_of, show_reach
from ui.routes import chosen, go
from ui.rows import row
from ui.versions import form_key, keep_version, save
from ui.words import label, many, short_day

AT = "graduates_page"

actor = signed_in(Permission.KEEP_GRADUATES)


def show_list() -> None:
    search = st.text_input("Find a name", key="graduates_search", type="search", on_change=first_page, args=(AT,))
    found = graduates(actor, search=search, page=st.session_state.get(AT, 0))
    for one in found.rows:
        done = f"Completed {short_day(one.completed_on)}" if one.completed_on else "No programme recorded"
        text = f"**{plain(one.name)}**  \n{done}{' · referred' if one.referred else ''}"
        if row(text, "Open", f"open_{one.id}"):
            go("graduates", graduate=one.id)
    if not found.rows:
        st.markdown("Nobody of that name." if search else "Nobody here yet. Add the programme, then refer someone new.")
    pager(found.total, PAGE, AT)
    st.header("Programmes")
    for run in runs.programmes(actor):
        dates = f"{short_day(run.starts_on)} to {short_day(run.ends_on)}"
        st.markdown(f"**{plain(run.name)}**  \n{dates} · {many(run.completed, 'person', 'people')} completed it")
    add_programme()


def add_programme() -> None:
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


def show_one(graduate_id: int) -> None:
    person = graduate(actor, graduate_id)
    st.header(plain(person.details.preferred_name))
    for name, on in person.completions:
        st.caption(f"Completed {plain(name)} on {short_day(on)}")
    show_reach(reach_of(person.details))
    with st.container(horizontal=True):
        open_ones = [referral for referral in person.referrals if referral.state not in ENDED]
        if not open_ones and st.button("Refer", type="primary", icon=":material/person_add:"):
            go("refer", graduate=graduate_id)
        for referral in person.referrals:
            words, key = f"Referral: {label(referral.state)}", f"referral_{referral.id}"
            if st.button(words, key=key, type="primary" if referral in open_ones else "secondary"):
                go("referrals", referral=referral.id)
    change(person)
    st.subheader("Consents")
    consent_cards(actor, graduate_id, person.consents)


def who(now: Details) -> str:
    """What only the form shows."""
    born = f"born {short_day(now.born_on)}" if now.born_on else ""
    return ", ".join(plain(part) for part in (now.preferred_name, now.full_name, born) if part)


def change(person: GraduateView) -> None:
    now = person.details
    key = form_key("change", person)
    keep_version(person, f"{key}_name")
    with st.expander("Change details"), st.form(key, border=False, enter_to_submit=False):
        name = name_field(now.preferred_name, key)
        left, right = st.columns(2)
        full = left.text_input("Full name", value=now.full_name, key=f"{key}_full", autocomplete="off")
        born = right.date_input(
            "Date of birth",
            value=now.born_on,
            min_value=clock.today().replace(year=1900, month=1, day=1),
            max_value=clock.today(),
            format="DD/MM/YYYY",
            key=f"{key}_born",
        )
        reach = reach_fields(reach_of(now), key)
        if st.form_submit_button("Save", type="primary"):
            with telling():
                wanted = Details(preferred_name=name, full_name=full, born_on=born, **vars(reach))
                save(
                    "change",
                    person,
                    lambda seen: keeping.change(actor, person.id, seen, wanted),
                    there_now=who(now),
                )


st.title("Graduates")
picked = chosen("graduate")
if picked is None:
    show_list()
else:
    if st.button("All graduates", icon=":material/arrow_back:"):
        go("graduates")
    with telling():
        show_one(picked)
