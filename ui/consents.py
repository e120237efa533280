"""Consents on screen: what is in force, recording one, and withdrawing one with its effect said first."""

import streamlit as st

from models import ConsentHow, ConsentKind
from services import clock
from services.clinic import consents
from services.clinic.consents import ConsentGiven, ConsentView
from services.security.actor import Actor
from ui.choices import choose
from ui.feedback import plain, tell, telling
from ui.words import label, short_day

EFFECT = {
    ConsentKind.SHARE: ("No new referral can be sent. What the group has already been told stays with the group."),
    ConsentKind.FEEDBACK: (
        "From now on nothing about how they are getting on is shown here, including what was shown before."
    ),
}
ASK = {
    ConsentKind.SHARE: "They agree that we share their details with the group",
    ConsentKind.FEEDBACK: "They agree that the group tells us how they are getting on",
}


def consent_cards(actor: Actor, graduate_id: int, given: tuple[ConsentView, ...]) -> None:
    """Both consents of one person, each with its one action, and the history."""
    for kind in ConsentKind:
        standing = next((consent for consent in given if consent.kind is kind and consent.in_force), None)
        with st.container(border=True):
            st.markdown(f"**{label(kind)}**")
            if standing is None:
                st.markdown(":material/block: Not in force")
                _record(actor, graduate_id, kind)
            else:
                st.markdown(f":material/check_circle: In force since {short_day(standing.given_on)}")
                by = f", recorded by {plain(standing.recorded_by)}" if standing.recorded_by else ""
                st.caption(f"{label(standing.how)}, wording {standing.wording}{by}")
                _withdraw(actor, graduate_id, kind)
    ended = [consent for consent in given if not consent.in_force]
    if ended:
        with st.expander(f"Earlier consents ({len(ended)})"):
            for consent in ended:
                until = f", withdrawn {short_day(consent.withdrawn_on)}" if consent.withdrawn_on else ", expired"
                st.markdown(f"{label(consent.kind)}: given {short_day(consent.given_on)}{until}")


def consent_questions(kinds: tuple[ConsentKind, ...], key: str) -> tuple[ConsentGiven, ...]:
    """Inside a form: ask for consents; returns those that were ticked."""
    ticked = [kind for kind in kinds if st.checkbox(ASK[kind], key=f"{key}_{kind}")]
    left, right = st.columns(2)
    how = choose("How did they agree?", ConsentHow, ConsentHow.IN_PERSON, f"{key}_how", left)
    on = right.date_input("When?", value=clock.today(), format="DD/MM/YYYY", key=f"{key}_on")
    return tuple(ConsentGiven(kind, on, how) for kind in ticked)


def _record(actor: Actor, graduate_id: int, kind: ConsentKind) -> None:
    with st.popover("Record consent", icon=":material/add:"), st.form(f"record_{kind}", border=False):
        how = choose("How did they agree?", ConsentHow, ConsentHow.IN_PERSON, f"record_{kind}_how")
        on = st.date_input("When?", value=clock.today(), format="DD/MM/YYYY", key=f"record_{kind}_on")
        if st.form_submit_button("Record", type="primary"):
            with telling():
                consents.record(actor, graduate_id, ConsentGiven(kind, on, how))
                tell("Consent recorded.")
                st.rerun()


def _withdraw(actor: Actor, graduate_id: int, kind: ConsentKind) -> None:
    with st.popover("Withdraw consent", icon=":material/undo:"):
        st.markdown(EFFECT[kind])
        if st.button("Withdraw now", type="primary", key=f"withdraw_{kind}"):
            with telling():
                consents.withdraw(actor, graduate_id, kind)
                tell("Consent withdrawn. It takes effect at once.")
                st.rerun()
