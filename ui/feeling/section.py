"""How was it?: at the foot of a group session's register, for groups that ask."""

import streamlit as st

from services import clock
from services.feeling.asking import ENOUGH, Answers, Missing, Question, question, renew_code, see_answers
from services.feeling.standing import MOST
from services.security.actor import Actor
from ui.feedback import tell, telling
from ui.feeling.pages import QUESTION
from ui.feeling.qr import qr_code
from ui.words import clock_time, day, label, many, moment

RENEWING = "The code on screen stops at once, also for whoever has it open. What was answered stays."
HIDDEN = {
    Missing.PEOPLE: f"The answers stay hidden, because fewer than {ENOUGH} people are marked as having come, and "
    "nobody should stand out. If somebody else came, mark them above. Otherwise there is nothing to do.",
    Missing.ANSWERS: f"There are not enough answers to show. It takes {ENOUGH}, so that nobody stands out.",
}


def how_was_it(actor: Actor, group_session_id: int) -> None:
    """The section, closed; nothing for a group that does not ask, or before the group session begins."""
    found = question(actor, group_session_id)
    if found is None:
        return
    key = f"feeling_{group_session_id}"
    with st.expander("How was it?", icon=":material/sentiment_satisfied:", key=key, on_change="rerun") as opened:
        if opened.open:
            _asking(actor, found) if found.open else _over(actor, group_session_id)


def _asking(actor: Actor, found: Question) -> None:
    st.markdown(f"Whoever likes answers one question, and nobody learns who said what: “{QUESTION}”.")
    st.link_button(
        "Answer on this device", f"/feeling/here/{found.group_session_id}", icon=":material/tablet:", type="primary"
    )
    st.image(qr_code(found.address), alt="QR code that leads to the question", width=260)
    st.markdown(
        f"Or with a phone’s camera: this code leads to the question until {moment(found.until)}. "
        f"It stops at {many(MOST, 'answer')}, those on this device included."
    )
    st.code(found.address, language=None, wrap_lines=True)
    with st.popover("Make a new code"):
        st.markdown(RENEWING)
        if st.button("Make it", key=f"renew_{found.group_session_id}"):
            with telling():
                renew_code(actor, found.group_session_id, found.renewed)
                tell("This is the new code. The one before has stopped.")
                st.rerun()
    shown_from = f"{day(clock.local(found.until).date())}, {clock_time(found.until)}"
    st.markdown(
        f"The answers are shown here from {shown_from}, if at least {ENOUGH} people are marked as having come and "
        f"{ENOUGH} answered, so that nobody stands out. Mark late arrivals too."
    )


def _over(actor: Actor, group_session_id: int) -> None:
    with telling():
        found = see_answers(actor, group_session_id)
        st.markdown(HIDDEN[found.missing]) if found.missing else _answers(found)


def _answers(found: Answers) -> None:
    answered = sum(count for _, count in found.counts)
    glad = sum(count for _, count in found.counts[-2:])
    st.markdown(f"**{QUESTION}:** {glad} of {many(answered, 'answer')} are “quite a lot” or “very much”.")
    st.markdown("\n".join(f"- {label(face)}: {count} of {answered}" for face, count in reversed(found.counts)))
    if answered > found.came:
        st.caption(
            f"There are more answers than people marked as having come ({found.came}). Somebody may have answered "
            "twice, or come without being marked."
        )
