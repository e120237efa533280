"""A row of a list: what it is on the left, its one action on the right, the same on a phone and on a desk."""

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

# One width for the actions of a list, so that they stand in a column.
ACTION = 88


def row(
    text: str,
    action: str,
    key: str,
    *,
    primary: bool = False,
    on_click: Callable[..., None] | None = None,
    args: tuple[Any, ...] = (),
) -> bool:
    """Draws the row; True when its action was chosen. `text` is Markdown: pass names through `plain`.

    `on_click` is called with `args` before the page is drawn again, also when the row is gone by then.
    """
    with st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center"):
        st.markdown(text, width="stretch")
        kind: Literal["primary", "secondary"] = "primary" if primary else "secondary"
        return st.button(action, key=key, width=ACTION, type=kind, on_click=on_click, args=args)
