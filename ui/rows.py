"""A row of a list: what it is on the left, its one action on the right, the same on a phone and on a desk."""

import streamlit as st

# One width for the actions of a list, so that they stand in a column.
ACTION = 88


def row(text: str, action: str, key: str, *, primary: bool = False) -> bool:
    """Draws the row; True when its action was chosen. `text` is Markdown: pass names through `plain`."""
    with st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center"):
        st.markdown(text, width="stretch")
        return st.button(action, key=key, width=ACTION, type="primary" if primary else "secondary")
