"""The fields of a consent: the words that are agreed to, how and when. The same wherever one is recorded."""

from datetime import date

import streamlit as st

from models import ConsentHow, ConsentKind
from services import clock
from services.clinic.consent_wordings import Wording, wordings_to_agree_to
from services.clinic.consents import ConsentGiven
from ui.choices import choose
from ui.feedback import plain
from ui.guard import current_actor
from ui.words import label, short_day

ASK = {
    ConsentKind.SHARE: "They agree that we share their details with the group",
    ConsentKind.FEEDBACK: "They agree that the group tells us how they are getting on",
}


def consent_questions(kinds: tuple[ConsentKind, ...], key: str) -> tuple[ConsentGiven, ...]:
    """Inside a form: ask for consents, with their words in reach; returns those that were ticked."""
    wordings = wordings_to_agree_to(current_actor())
    ticked = [kind for kind in kinds if st.checkbox(ASK[kind], key=f"{key}_{kind}")]
    with st.expander("The words they agree to"):
        for kind in kinds:
            st.markdown(f"**{label(kind)}**")
            st.markdown(quote(wordings[kind][0].text))
    how, on = how_and_when(key)
    return tuple(ConsentGiven(kind, on, how, _shown(wordings[kind][0], on)) for kind in ticked)


def choose_wording(versions: tuple[Wording, ...], key: str) -> Wording:
    """The words to agree to, in full; another version can be chosen when there is one. Not inside a form."""
    picked = versions[0]
    if len(versions) > 1:
        picked = st.selectbox("Wording", versions, format_func=_name, key=f"{key}_wording")
    st.markdown(quote(picked.text))
    return picked


def how_and_when(key: str) -> tuple[ConsentHow, date | None]:
    """Inside a form: how and when they agreed."""
    left, right = st.columns(2)
    how = choose("How did they agree?", ConsentHow, ConsentHow.IN_PERSON, f"{key}_how", left)
    today = clock.today()
    on = right.date_input("When?", value=today, max_value=today, format="DD/MM/YYYY", key=f"{key}_on")
    return how, on


def quote(text: str) -> str:
    """A wording as Markdown, set off from what the app says itself."""
    return "> " + plain(text).replace("\n", "  \n> ")


def _shown(wording: Wording, on: date | None) -> int | None:
    """The version that was read out; of a paper older than it, the service knows which was current then."""
    return wording.id if on is not None and wording.since is not None and wording.since <= on else None


def _name(wording: Wording) -> str:
    since = f", since {short_day(wording.since)}" if wording.since else ""
    return f"Wording {wording.number}{since}"
