"""How long it takes: the clinic's own days to a first contact and a first visit, in sentences and a plain table."""

import streamlit as st

from services.engagement.disclosure import Scope
from services.engagement.waits import Wait
from services.referrals.timings import Timings, timings
from services.security.actor import Actor
from ui.charts.waits import HOW, waits_sentence, waits_table
from ui.engagement.agreed_later import agreed_later_note
from ui.words import many, short_day

_OTHERS = "Others have not agreed to feedback, so they are not counted here."


def show_timings(actor: Actor) -> None:
    """The section, worked out only while it is open."""
    section = st.expander("How long it takes", key="referrals_timings", on_change="rerun")
    if not section.open:
        return
    with section:
        took = timings(actor)
        for sentence in sentences(took):
            st.markdown(sentence)
        if took.contact.of:
            table = waits_table(took.contact, took.visit)
            rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
            st.table(rows, border="horizontal", hide_index=True, alt="Days from sent to contact and first visit")
            st.caption(HOW)


def sentences(took: Timings) -> list[str]:
    """What the figures say, each with its numerator and denominator in words (R23)."""
    since = short_day(took.since)
    apart = [note for note in (agreed_later_note(took.agreed_later), _OTHERS if took.others else "") if note]
    if not took.contact.of:
        return [f"No referral sent since {since} can be counted yet.", *apart]
    longest = [_longest(took.contact, "first contact"), _longest(took.visit, "first visit")]
    return [
        f"Referrals sent since {since} to any of your groups, counted as under Engagement.",
        f"**{waits_sentence(took.contact, took.visit, Scope.AGREED)}**",
        *filter(None, longest),
        *apart,
    ]


def _longest(wait: Wait, step: str) -> str:
    if not wait.waiting:
        return ""
    days = wait.waiting[-1]
    return f"The longest wait for a {step} so far: {many(days, 'day') if days else 'since today'}."
