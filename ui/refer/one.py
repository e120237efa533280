"""Referring someone on file, with what the coordinators will see beside it."""

from dataclasses import replace

import streamlit as st

from models import ConsentKind
from services.clinic.consents import ConsentView
from services.clinic.reading import GraduateView, graduate
from services.groups import GroupView
from services.referrals import writing
from services.referrals.content import Content
from services.referrals.reading import blank
from services.security.actor import Actor
from ui.consents import consent_questions
from ui.feedback import plain, telling
from ui.refer.content import buttons, content_fields, kept, sent, suitable_field
from ui.refer.preview import kept_back, show_crossing, show_kept_back
from ui.words import label, short_day


def show_one(actor: Actor, group: GroupView, graduate_id: int) -> None:
    """The form, filled in from what is on file, or from their draft."""
    person = graduate(actor, graduate_id)
    st.header(plain(person.details.preferred_name))
    form, beside = st.columns([3, 2], gap="medium")
    with form:
        content = _form(actor, group, person)
    with beside:
        show_crossing(actor, content)
        show_kept_back(kept_back(person.details, person.completions, person.consents))


def _form(actor: Actor, group: GroupView, person: GraduateView) -> Content:
    for consent in person.consents:
        if consent.in_force:
            st.caption(f":material/check_circle: {label(consent.kind)}: agreed {short_day(consent.given_on)}")
    if not _in_force(person.consents, ConsentKind.SHARE):
        st.markdown(":material/block: No consent to share yet. Ask them, and record it below.")
    key = f"on_file_{person.id}"
    start = blank(actor, person.id, group.id)
    content = content_fields(start, key)
    missing = tuple(kind for kind in ConsentKind if not _in_force(person.consents, kind))
    given = consent_questions(missing, f"given_{person.id}") if missing else ()
    content = replace(content, suitable=suitable_field(start, key))
    send, keep = buttons(key)
    if send:
        with telling():
            sent(writing.send(actor, person.id, group.id, content, given), group)
    if keep:
        with telling():
            kept(writing.keep_draft(actor, person.id, group.id, content))
    return content


def _in_force(consents: tuple[ConsentView, ...], kind: ConsentKind) -> bool:
    return any(consent.in_force for consent in consents if consent.kind is kind)
