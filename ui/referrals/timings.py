"""How long it takes: the clinic's own days to a first contact and a first visit, in sentences and a plain table."""

import streamlit as st

from services.referrals.timings import Timings, Took, timings
from services.security.actor import Actor
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
        if took.to_contact.of:
            st.table(_rows(took), border="horizontal", hide_index=True, alt="Days from sent to contact and first visit")


def sentences(took: Timings) -> list[str]:
    """What the figures say, each with its numerator and denominator in words (R23)."""
    since = short_day(took.since)
    others = [_OTHERS] if took.others else []
    if not took.to_contact.of:
        return [f"No referral sent since {since} can be counted yet.", *others]
    counted = f"Counted: {many(took.to_contact.of, 'referral')} sent since {since}, of people who agreed to feedback."
    return [
        counted,
        _sentence(took.to_contact, "contacted", "contacted yet"),
        _sentence(took.to_first_visit, "followed by a first visit", "followed by a first visit yet"),
        *others,
    ]


def _sentence(took: Took, reached: str, still_open: str) -> str:
    said = [f"**{len(took.days)} of {took.of}** {_were(len(took.days))} {reached}{_after(took)}."]
    if took.open:
        longest = took.longest_open or 0
        waited = f"for {many(longest, 'day')}" if longest else "since today"
        said.append(f"{took.open} {_are(took.open)} not {still_open}, {_longest(took.open)}{waited}.")
    if took.ended:
        said.append(f"{took.ended} ended without it.")
    if took.unnoted:
        said.append(f"{took.unnoted} came without a contact being noted.")
    return " ".join(said)


def _after(took: Took) -> str:
    if took.median is not None and took.middle_half is not None:
        return f": half within {_days(took.median)}, the middle half after {_range(took.middle_half)}"
    if not took.days:
        return ""
    *first, last = map(str, took.days)
    listed = f"{', '.join(first)} and {last}" if first else last
    return f", after {listed} {'day' if took.days == (1,) else 'days'}"


def _rows(took: Timings) -> list[dict[str, str]]:
    contact, visit = _column(took.to_contact), _column(took.to_first_visit)
    return [{"From sent": name, "To first contact": contact[name], "To first visit": visit[name]} for name in contact]


def _column(took: Took) -> dict[str, str]:
    return {
        "Counted": str(took.of),
        "Reached": str(len(took.days)),
        "Median": "too few" if took.median is None else _days(took.median),
        "Middle half": "too few" if took.middle_half is None else _range(took.middle_half),
        "Still open": str(took.open),
        "Longest open": "none" if took.longest_open is None else _days(took.longest_open),
        "Ended before": str(took.ended),
        "Came, contact not noted": str(took.unnoted),
    }


def _range(middle_half: tuple[float, float]) -> str:
    low, high = middle_half
    return f"{round(low, 1):g} to {_days(high)}"


def _days(days: float) -> str:
    """At most one decimal: 5 days, 5.5 days."""
    return f"{round(days, 1):g} {'day' if days == 1 else 'days'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _longest(count: int) -> str:
    return "" if count == 1 else "the longest "
