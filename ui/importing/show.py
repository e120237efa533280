"""Bringing in a programme's list, from the file to what was left out."""

import streamlit as st

from services.security.actor import Actor


def show_import(actor: Actor) -> None:
    """The whole way, one step at a time."""
    st.header("Bring in a list")
