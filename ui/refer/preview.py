"""What the coordinators will see, drawn as they will see it, and beside it what stays with the clinic (R2)."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from services.clinic.consents import ConsentView
from services.clinic.graduates import Details
from services.referrals.content import Content
from services.referrals.preview import preview
from services.security.actor import Actor
from ui.arrival_card import show_arrival
from ui.feedback import plain
from ui.words import label, short_day

NEVER_KEPT = "No diagnosis, medication, NHS number or notes are kept here, so none can be sent."


def show_crossing(actor: Actor, content: Content) -> None:
    """The card on the coordinators' screen, were this sent now."""
    st.header("The coordinators will see")
    if not content.preferred_name.strip():
        st.markdown("Once there is a name, exactly what they will see is shown here.")
        return
    with st.container(border=True):
        show_arrival(preview(content, actor.display_name))


def show_kept_back(parts: Sequence[str]) -> None:
    """What is on file and does not cross over; `parts` are Markdown."""
    st.header("Stays with the clinic")
    st.markdown("\n".join(f"- {part}" for part in (*parts, NEVER_KEPT)))


def kept_back(
    details: Details, completions: Sequence[tuple[str, date]], consents: Sequence[ConsentView] = ()
) -> list[str]:
    """What of a person's record stays, from what there is."""
    parts = []
    if details.full_name and details.full_name != details.preferred_name:
        parts.append(f"Full name: {plain(details.full_name)}")
    if details.born_on:
        parts.append(f"Date of birth: {short_day(details.born_on)}")
    parts += [f"Programme: {plain(name)}, completed {short_day(on)}" for name, on in completions]
    parts += [
        f"Consent “{label(consent.kind)}”: {label(consent.how).lower()}, {short_day(consent.given_on)}"
        for consent in consents
        if consent.in_force
    ]
    return parts
