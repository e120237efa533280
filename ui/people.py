"""The fields that say how to reach and welcome someone: the same words wherever they are typed or read."""

import streamlit as st

from models import ContactHow
from services.contact import Contact
from ui.choices import choose
from ui.feedback import plain
from ui.words import label


def name_field(value: str, key: str) -> str:
    return st.text_input("Preferred name", value=value, key=f"{key}_name", autocomplete="off")


def reach_fields(now: Contact, key: str) -> Contact:
    """Inside a form: the fields, with what is known filled in. Limits are the service's to say, in words."""
    left, right = st.columns(2)
    phone = left.text_input("Phone", value=now.phone, key=f"{key}_phone", autocomplete="off")
    email = right.text_input("Email", value=now.email, key=f"{key}_email", autocomplete="off")
    how = choose("How they like to be reached", ContactHow, now.contact_how, f"{key}_how", left)
    when = right.text_input("Best time", value=now.contact_when, key=f"{key}_when", placeholder="e.g. mornings")
    hopes = st.text_area("Best hopes", value=now.best_hopes, key=f"{key}_hopes", height=80)
    adjustments = st.text_area("Adjustments that help", value=now.adjustments, key=f"{key}_adjust", height=80)
    without = st.text_area("What happens without them", value=now.without_adjustments, key=f"{key}_without", height=80)
    return Contact(
        phone=phone,
        email=email,
        contact_how=how,
        contact_when=when,
        best_hopes=hopes,
        adjustments=adjustments,
        without_adjustments=without,
    )


def reach_of(source: object) -> Contact:
    """The same fields, read from any record that has them."""
    return Contact(**{name: getattr(source, name) for name in Contact.__dataclass_fields__})


def _phone(reach: Contact) -> str:
    """A number to tap: it opens a message when that is how they like to be reached, else a call."""
    if not reach.phone:
        return ""
    digits = "".join(character for character in reach.phone if character.isdigit() or character == "+")
    by_text = reach.contact_how is ContactHow.TEXT
    icon, kind = ("sms", "sms") if by_text else ("call", "tel")
    return f":material/{icon}: [{plain(reach.phone)}]({kind}:{digits})"


def dial(phone: str) -> str:
    """A number as Markdown that calls it when tapped."""
    digits = "".join(character for character in phone if character.isdigit() or character == "+")
    return f":material/call: [{plain(phone)}](tel:{digits})"


def show_reach(reach: Contact) -> None:
    """How to reach and welcome someone, to read; only what is known."""
    for way in (_phone(reach), plain(reach.email)):
        if way:
            st.markdown(way)
    if not reach.phone and not reach.email:
        st.markdown("No phone or email")
    when = f", {plain(reach.contact_when)}" if reach.contact_when else ""
    st.caption(f"{label(reach.contact_how)}{when}")
    for title, text in (
        ("Best hopes", reach.best_hopes),
        ("Adjustments that help", reach.adjustments),
        ("Without them", reach.without_adjustments),
    ):
        if text:
            st.markdown(f"**{title}:** {plain(text)}")
