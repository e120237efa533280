"""How was it?: at the foot of a group session's register, for groups that ask."""

import streamlit as st

from services.feeling.asking import ENOUGH, Question, question, renew_code, show_answers
from services.security.actor import Actor
from ui.feedback import tell, telling
from ui.feeling.pages import QUESTION
from ui.feeling.qr import qr_code
from ui.words import label, many, moment

SHOWING = (
    "Enough people have answered. Showing the answers ends the question: otherwise you could tell from one look to "
    "the next what the last person said."
)
RENEWING = "The code on screen stops at once, also for whoever has it open. What was answered stays."


def how_was_it(actor: Actor, group_session_id: int) -> None:
    """The section, closed; nothing for a group that does not ask, or before the group session begins."""
    found = question(actor, group_session_id)
    if found is None:
        return
    key = f"feeling_{group_session_id}"
    with st.expander("How was it?", icon=":material/sentiment_satisfied:", key=key, on_change="rerun") as opened:
        if opened.open:
            _asking(actor, found) if found.open else _answers(found)


def _asking(actor: Actor, found: Question) -> None:
    st.markdown(f"Whoever likes answers one question, and nobody learns who said what: “{QUESTION}”.")
    st.link_button(
        "Answer on this device", f"/feeling/here/{found.group_session_id}", icon=":material/tablet:", type="primary"
    )
    st.image(qr_code(found.address), alt="QR code that leads to the question", width=260)
    st.markdown(
        f"Or with a phone’s camera: this code leads to the question until {moment(found.until)}. "
        f"It takes {many(found.most, 'answer')} at most, so mark who came before you show it."
    )
    st.code(found.address, language=None, wrap_lines=True)
    with st.popover("Make a new code"):
        st.markdown(RENEWING)
        if st.button("Make it", key=f"renew_{found.group_session_id}"):
            with telling():
                renew_code(actor, found.group_session_id, found.renewed)
                tell("This is the new code. The one before has stopped.")
                st.rerun()
    _showing(actor, found)


def _showing(actor: Actor, found: Question) -> None:
    if not found.enough:
        st.caption(f"There are not enough answers to show yet. It takes {ENOUGH}.")
        return
    st.markdown(SHOWING)
    if st.button("Show the answers", key=f"show_{found.group_session_id}"):
        with telling():
            show_answers(actor, found.group_session_id)
            st.rerun()


def _answers(found: Question) -> None:
    if not found.enough:
        st.markdown(f"There are not enough answers to show. It takes {ENOUGH}, so that nobody stands out.")
        return
    answered = sum(count for _, count in found.answers)
    glad = sum(count for _, count in found.answers[-2:])
    st.markdown(f"**{QUESTION}:** {glad} of {many(answered, 'person', 'people')} said quite a lot or very much.")
    st.markdown("\n".join(f"- {label(face)}: {count} of {answered}" for face, count in reversed(found.answers)))
