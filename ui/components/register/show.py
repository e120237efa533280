"""Puts a register on the screen as a Streamlit component."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from services.register.view import Other, RegisterView, Row
from ui.components.register.sending import Reply
from ui.words import label

HERE = Path(__file__).parent
# One module, in the order in which the parts build on each other.
SCRIPTS = ("words", "queue", "lines", "undo", "choices", "rows", "newcomer", "bar", "keys", "main")

_component = st.components.v2.component(
    "register",
    css=(HERE / "register.css").read_text(encoding="utf-8"),
    js="\n".join((HERE / f"{part}.js").read_text(encoding="utf-8") for part in SCRIPTS),
)


def register(view: RegisterView, reply: Reply, *, account_id: int, key: str, on_send: Callable[[], None]) -> None:
    """Shows the register. Taps arrive in `st.session_state[key]["send"]` while `on_send` runs.

    Taps not confirmed by `reply` stay in the browser, apart for each account, and are sent again.
    """
    _component(
        key=key,
        data={
            "key": f"{account_id}:{view.group_session_id}",
            "mode": view.state.value,
            "rows": [_row(row) for row in view.rows],
            "others": [_other(other) for other in view.others],
            "saved": reply.saved,
            "refused": reply.refused,
            "members": reply.members,
        },
        on_send_change=on_send,
    )


def _row(row: Row) -> dict[str, object]:
    hints = [*(["First time"] if row.new else []), *row.duties]
    if row.waiting_for_clinic:
        hints.append("To be confirmed with the clinic")
    return {
        "id": row.member_id,
        "name": row.name,
        "kind": row.kind.value,
        "left_early": row.left_early,
        "expected": row.expected,
        "hints": hints,
    }


def _other(other: Other) -> dict[str, object]:
    return {"id": other.member_id, "name": other.name, "hints": [label(other.state)]}
