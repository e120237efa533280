"""Since the last visit: one line a person, each a way to their referral."""

import streamlit as st

from models import LeavingReason, ReferralStep
from services.clinic.changes import Change, Changes
from services.clinic.news import What
from ui.feedback import plain
from ui.routes import BY_PATH
from ui.words import in_brief, label, many, short_day

REFERRALS, GRADUATES = BY_PATH["referrals"].file, BY_PATH["graduates"].file


def show_since(news: Changes, *, several_groups: bool) -> None:
    """The newest changes and how many more there are; on a quiet day one line."""
    if not news.items:
        st.markdown(f"Nothing has changed {_since(news)}.")
        return
    st.header(f"What changed {_since(news)}")
    for change in news.items:
        _line(change, several_groups)
    if news.more:
        st.page_link(
            REFERRALS, label=f"{many(news.more, 'more person', 'more people')}: all referrals", icon=":material/list:"
        )


def _since(news: Changes) -> str:
    if news.last_visit is None:
        return "in the last 7 days"
    return f"since your last visit on {in_brief(news.last_visit)}"


def _line(change: Change, several_groups: bool) -> None:
    group = f" · {plain(change.group)}" if several_groups else ""
    said = f"**{plain(change.name)}** · {_what(change)}{group}"
    if change.referral_id is not None:
        st.page_link(REFERRALS, label=said, query_params={"referral": str(change.referral_id)})
    elif change.graduate_id is not None:
        st.page_link(GRADUATES, label=said, query_params={"graduate": str(change.graduate_id)})
    else:
        st.markdown(said)


def _what(change: Change) -> str:
    if change.what is What.CALL:
        return "The group asked you to call; somebody has" if change.called else "The group asks you to call"
    if change.step is None:
        return "Came along; did they complete the programme?"
    visit = f" on {short_day(change.visit_on)}" if change.visit_on else ""
    by = f", by {plain(change.by)}" if change.by else ""
    return f"{label(change.step)}{visit}{by}{_why(change)}"


def _why(change: Change) -> str:
    if change.step is ReferralStep.LEFT:
        return f": {label(LeavingReason(change.reason))}"
    return f": {plain(change.reason)}" if change.reason and not change.by else ""
