"""A past register entered from the printed sheet: numbers in, names shown, then kept."""

import streamlit as st

from services.register.from_paper import Paper, Read, keep_paper, read_paper
from services.security.actor import Actor
from ui.afresh import fresh_key, start_afresh
from ui.feedback import plain, tell, telling
from ui.words import many

FORM = "from_paper"


def enter_from_paper(actor: Actor, group_session_id: int) -> None:
    """The numbers stand before the names on the sheet. What they mean is shown before anything is kept."""
    key = f"{fresh_key(FORM)}_{group_session_id}"
    with st.expander(
        "Enter it from the printed sheet", icon=":material/edit_note:", key=key, on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        paper = _fields(key)
        if not any((paper.came, paper.late, paper.sent_word)):
            return
        with telling():
            _show(read_paper(actor, group_session_id, paper), paper)
            if st.button("Keep these marks", type="primary", key=f"{key}_keep"):
                kept = keep_paper(actor, group_session_id, paper)
                tell(f"{many(kept, 'mark')} kept. Look through the register, then finish it.")
                start_afresh(FORM)
                st.rerun()


def _fields(key: str) -> Paper:
    came = st.text_input("Numbers of those who came", key=f"{key}_came", placeholder="1 4 7-9", autocomplete="off")
    late = st.text_input("Came late", key=f"{key}_late", autocomplete="off")
    sent_word = st.text_input("Sent word", key=f"{key}_word", autocomplete="off")
    rest = st.checkbox("Everyone else who was expected did not come", key=f"{key}_rest")
    return Paper(came.strip(), late.strip(), sent_word.strip(), rest)


def _show(read: Read, paper: Paper) -> None:
    for title, names in (("Came", read.came), ("Came late", read.late), ("Sent word", read.sent_word)):
        if names:
            st.markdown(f"**{title}** ({len(names)}): {plain(', '.join(names))}")
    if read.rest:
        title = "Did not come" if paper.rest_absent else "Stays not recorded"
        st.markdown(f"**{title}** ({len(read.rest)}): {plain(', '.join(read.rest))}")
