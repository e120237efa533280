"""Referrals that wait for the clinic's next step, and drafts to finish."""

import streamlit as st

from services.referrals.attention import Reason
from services.referrals.reading import ReferralRow, Show, referrals
from services.security.actor import Actor
from ui.feedback import plain
from ui.routes import go
from ui.rows import row
from ui.words import ago_days, label

MOST = 4


def show_attention(actor: Actor) -> int:
    """The most pressing; returns how many there are. Calls are left out: they have a place of their own."""
    pressing, drafts = referrals(actor, show=Show.ATTENTION), referrals(actor, show=Show.DRAFTS, size=MOST)
    calls = sum(one.reason is Reason.CALL for one in pressing.rows)
    shown = [*pressing.rows[calls : calls + MOST], *drafts.rows][: MOST + 1]
    if not shown:
        return 0
    st.header("Referrals to look at")
    for one in shown:
        if row(f"**{plain(one.name)}**  \n{_stands(one)}", "Open", f"open_{one.id}"):
            go("referrals", referral=one.id)
    more = pressing.total - calls + drafts.total - len(shown)
    if more and st.button(f"All referrals ({more} more to look at)"):
        go("referrals")
    return pressing.total - calls + drafts.total


def _stands(one: ReferralRow) -> str:
    why = label(one.state if one.reason in {Reason.NONE, Reason.ANSWERED} else one.reason)
    return why if one.days is None else f"{why} · sent {ago_days(one.days)}"
