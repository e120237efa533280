"""Older and newer: paging through a list that the database pages."""

import streamlit as st

from ui.words import many


def pager(total: int, size: int, key: str) -> None:
    """Buttons that move `st.session_state[key]`, the page from 0; nothing when all fits on one page."""
    last = max(0, (total - 1) // size)
    if st.session_state.get(key, 0) > last:
        st.session_state[key] = last
        st.rerun()
    if last == 0:
        return
    page = st.session_state.get(key, 0)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", disabled=page == 0, key=f"{key}_previous", on_click=_move, args=(key, -1))
        st.caption(f"Page {page + 1} of {last + 1}, {many(total, 'line')} in all")
        st.button("Next", disabled=page == last, key=f"{key}_next", on_click=_move, args=(key, 1))


def first_page(key: str) -> None:
    """For a change of what is searched for: what was page 3 of something else means nothing now."""
    st.session_state[key] = 0


def _move(key: str, by: int) -> None:
    st.session_state[key] = max(0, st.session_state.get(key, 0) + by)
