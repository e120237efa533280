"""Consent wordings for an administrator: the current text of both kinds, a new version of it, and the earlier ones."""

from dataclasses import dataclass

import streamlit as st

from models import ConsentKind
from services import clock
from services.administration import wordings as keeping
from services.administration.wordings import Wordings, WordingVersion
from services.security.actor import Actor
from ui.consent_fields import quote
from ui.feedback import plain, telling
from ui.versions import form_key, keep_version, save
from ui.words import label, short_day


@dataclass(frozen=True)
class WordingForm:
    """The form of one kind; its version is the number of the wording that it was filled from."""

    id: int
    version: int


def show_wordings(actor: Actor) -> None:
    """Both kinds, each with its current words."""
    st.header("Consent wordings")
    st.markdown("What people are asked to agree to, in every clinic. The two consents are separate.")
    for place, one in enumerate(keeping.wordings(actor)):
        with st.container(border=True):
            st.subheader(label(one.kind))
            st.markdown(quote(one.current.text))
            st.caption(_written(one.current))
            with st.expander("Write a new version", key=f"write_{one.kind}", on_change="rerun") as writing:
                if writing.open:
                    _form(actor, one, WordingForm(place, one.current.number))
            _earlier(one)


def _form(actor: Actor, one: Wordings, form: WordingForm) -> None:
    key = form_key("wording", form)
    keep_version(form, f"{key}_text")
    st.markdown("People who agreed to an earlier version keep it; new consents use this one.")
    with st.form(key, border=False):
        text = st.text_area(_field(one.kind), value=one.current.text, height=180, key=f"{key}_text")
        if st.form_submit_button("Save as a new version", type="primary"):
            with telling():
                save(
                    "wording",
                    form,
                    lambda seen: keeping.write(actor, one.kind, text, seen),
                    done="Saved. New consents use this version.",
                    there_now=plain(one.current.text),
                )


def _earlier(one: Wordings) -> None:
    if len(one.versions) == 1:
        return
    with st.expander(f"Earlier versions ({len(one.versions) - 1})", key=f"earlier_{one.kind}"):
        for version in one.versions[1:]:
            st.markdown(quote(version.text))
            st.caption(_written(version))


def _field(kind: ConsentKind) -> str:
    return {
        ConsentKind.SHARE: "What they agree to share",
        ConsentKind.FEEDBACK: "What they agree that the group tells the clinic",
    }[kind]


def _written(version: WordingVersion) -> str:
    on = f", {short_day(clock.local(version.written_at).date())}" if version.written_at else ""
    by = f", by {plain(version.written_by)}" if version.written_by else ", came with Common Ground"
    return f"Wording {version.number}{on}{by}"
