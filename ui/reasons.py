"""Asking why: a few usual reasons, or their own words, or both."""

from collections.abc import Sequence

import streamlit as st


def why(reasons: Sequence[str], key: str) -> str:
    """The reason as typed, "" when none was given: whether one is needed is the service's to say."""
    picked = st.radio("Why?", reasons, index=None, key=key)
    words = st.text_input("In your words", key=f"{key}_else").strip()
    return ": ".join(part for part in (picked, words) if part)
