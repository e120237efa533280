"""How long consents last in the own clinic: an expander with its form, the effect said first."""

import streamlit as st

from services.clinic.consent_terms import LONGEST_MONTHS, LONGEST_REMINDER, Terms, set_terms, terms
from services.security.actor import Actor
from ui.feedback import telling
from ui.versions import form_key, keep_version, save
from ui.words import many


def show_terms(actor: Actor) -> None:
    """For the foot of Graduates. Reads nothing until it is opened."""
    with st.expander("How long consents last", key="consent_terms", on_change="rerun") as opened:
        if opened.open:
            _form(actor, terms(actor))


def _form(actor: Actor, now: Terms) -> None:
    key = form_key("terms", now)
    keep_version(now, f"{key}_months")
    st.markdown(
        "Consents recorded from now on end that long after the day they were given, and that last day counts. "
        "Overview reminds you before they end. Consents that have an end already keep it. "
        "Leave the months empty for consents that last until they are withdrawn."
    )
    with st.form(key, border=False):
        months = st.number_input(
            "Months that a consent lasts",
            min_value=1,
            max_value=LONGEST_MONTHS,
            value=now.months,
            placeholder="Empty: until it is withdrawn",
            key=f"{key}_months",
        )
        days = st.number_input(
            "Days before the end that you are reminded",
            min_value=1,
            max_value=LONGEST_REMINDER,
            value=now.reminder_days,
            key=f"{key}_days",
        )
        also = bool(now.without_end) and st.checkbox(_also(now), key=f"{key}_also")
        if st.form_submit_button("Save", type="primary"):
            with telling():
                save(
                    "terms",
                    now,
                    lambda seen: set_terms(actor, seen, months, days, also_recorded=also),
                    done=_saved(months, now.without_end if also else 0),
                    there_now=_lasts(now.months) + f", reminded {many(now.reminder_days, 'day')} before",
                )


def _also(now: Terms) -> str:
    return (
        f"Also give an end to {many(now.without_end, 'consent')} recorded without one. "
        "None of them ends sooner than the reminder's days from today, so that nobody's ends unseen."
    )


def _saved(months: int | None, ended: int) -> str:
    have = "has" if ended == 1 else "have"
    also = f" {many(ended, 'consent')} recorded before {have} an end as well." if ended else ""
    return f"Saved. A consent recorded from now on lasts {_lasts(months)}.{also}"


def _lasts(months: int | None) -> str:
    return "until it is withdrawn" if months is None else many(months, "month")
