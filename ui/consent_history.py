"""What was agreed before: every consent that is over, and the words of each, to read."""

import streamlit as st

from services.clinic.consents import ConsentState, ConsentView
from ui.consent_fields import quote
from ui.feedback import plain
from ui.words import label, short_day

_ENDED = {
    ConsentState.EXPIRED: "ended",
    ConsentState.RENEWED: "renewed",
    ConsentState.WITHDRAWN: "withdrawn",
}


def show_history(ended: list[ConsentView]) -> None:
    """The earlier consents, newest first; nothing when there are none."""
    if not ended:
        return
    with st.expander(f"Earlier consents ({len(ended)})"):
        for consent in ended:
            until = f", {_ENDED[consent.state]} {short_day(consent.ended_on)}" if consent.ended_on else ""
            by = f" (recorded by {plain(consent.withdrawn_by)})" if consent.withdrawn_by else ""
            st.markdown(f"**{label(consent.kind)}**: given {short_day(consent.given_on)}{until}{by}")
            st.caption(how_it_was_given(consent))
        st.markdown("**The words of each wording above**")
        # Several people agreed to few texts: each is shown once.
        for kind, number, text in dict.fromkeys((consent.kind, consent.wording, consent.text) for consent in ended):
            st.markdown(f"{label(kind)}, wording {number}")
            st.markdown(quote(text))


def show_words(consent: ConsentView) -> None:
    """The text that they agreed to, to open."""
    with st.expander(f"What they agreed to (wording {consent.wording})", key=f"words_{consent.id}"):
        st.markdown(quote(consent.text))


def how_it_was_given(consent: ConsentView) -> str:
    """How, to which wording, and who recorded it, as Markdown."""
    by = f", recorded by {plain(consent.recorded_by)}" if consent.recorded_by else ""
    return f"{label(consent.how)}, wording {consent.wording}{by}"
