"""One graduate's page: who they are, how to reach and welcome them, consents, referrals, and what was merged."""

import streamlit as st

from models import ENDED
from services import clock
from services.clinic import graduates as keeping
from services.clinic import merge_reading
from services.clinic.graduates import Details
from services.clinic.merge_reading import PartOf
from services.clinic.reading import GraduateView, graduate
from services.security.actor import Actor
from ui.consents import consent_cards
from ui.feedback import plain, telling
from ui.graduates.completions import show_completions
from ui.graduates.fields import birth_field
from ui.graduates.merging import show_merges
from ui.people import name_field, reach_fields, reach_of, show_reach
from ui.routes import go
from ui.versions import form_key, keep_version, save
from ui.words import label, short_day


def show_person(actor: Actor, graduate_id: int) -> None:
    """The page; for an entry that became part of another, the way there."""
    if part := merge_reading.part_of(actor, graduate_id):
        _moved(part)
        return
    person = graduate(actor, graduate_id)
    st.header(plain(person.details.preferred_name))
    if known := _about(person.details):
        st.markdown(known)
    _referrals(person)
    st.subheader("How to reach and welcome them")
    show_reach(reach_of(person.details))
    _change(actor, person)
    show_completions(actor, person)
    st.subheader("Consents")
    consent_cards(actor, graduate_id, person.consents)
    show_merges(actor, graduate_id)
    by = f", added by {plain(person.added_by)}" if person.added_by else ""
    st.caption(f"On file since {short_day(clock.local(person.added_at).date())}{by}")


def _moved(part: PartOf) -> None:
    st.header(plain(part.name))
    st.info(
        f"This entry is now part of {plain(part.kept_name)}: they are one person. "
        "Everything is kept there, and the merge can be undone there.",
        icon=":material/merge:",
    )
    if st.button("Open their page", type="primary"):
        go("graduates", graduate=part.kept_id)


def _about(details: Details) -> str:
    born = f"born {short_day(details.born_on)}" if details.born_on else ""
    return ", ".join(part for part in (plain(details.full_name), born) if part)


def _referrals(person: GraduateView) -> None:
    with st.container(horizontal=True):
        open_ones = [referral for referral in person.referrals if referral.state not in ENDED]
        if not open_ones and st.button("Refer", type="primary", icon=":material/person_add:"):
            go("refer", graduate=person.id)
        for referral in person.referrals:
            words, key = f"Referral: {label(referral.state)}", f"referral_{referral.id}"
            if st.button(words, key=key, type="primary" if referral in open_ones else "secondary"):
                go("referrals", referral=referral.id)


def _who(now: Details) -> str:
    """What only the form shows."""
    born = f"born {short_day(now.born_on)}" if now.born_on else ""
    return ", ".join(plain(part) for part in (now.preferred_name, now.full_name, born) if part)


def _change(actor: Actor, person: GraduateView) -> None:
    now = person.details
    key = form_key("change", person)
    keep_version(person, f"{key}_name")
    with st.expander("Change details"), st.form(key, border=False, enter_to_submit=False):
        name = name_field(now.preferred_name, key)
        left, right = st.columns(2)
        full = left.text_input("Full name", value=now.full_name, key=f"{key}_full", autocomplete="off")
        born = birth_field(right, now.born_on, key)
        reach = reach_fields(reach_of(now), key)
        if st.form_submit_button("Save", type="primary"):
            with telling():
                wanted = Details(preferred_name=name, full_name=full, born_on=born, **vars(reach))
                save(
                    "change",
                    person,
                    lambda seen: keeping.change(actor, person.id, seen, wanted),
                    there_now=_who(now),
                )
