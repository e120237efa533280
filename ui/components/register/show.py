"""Puts a register on the screen as a Streamlit component."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from models import MarkKind
from services.register.states import RegisterState
from services.register.view import Other, RegisterView, Row
from ui.components.register.sending import Reply
from ui.words import label

HERE = Path(__file__).parent
# One module, in the order in which the parts build on each other.
SCRIPTS = ("words", "queue", "lines", "undo", "choices", "rows", "newcomer", "visitors", "bar", "keys", "main")

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
            "rows": [_row(row, beforehand=view.state is RegisterState.BEFOREHAND) for row in view.rows],
            "others": [_other(other) for other in view.others],
            "visitors": view.visitors,
            "saved": reply.saved,
            "refused": reply.refused,
            "members": reply.members,
        },
        on_send_change=on_send,
    )


def _row(row: Row, *, beforehand: bool) -> dict[str, object]:
    hints = [*_first_time(row), *row.duties]
    if row.said_coming and row.kind is MarkKind.NOT_RECORDED and not beforehand:
        hints.append("Said they come")
    if row.waiting_for_clinic:
        hints.append("To be confirmed with the clinic")
    return {
        "id": row.member_id,
        "name": row.name,
        "kind": row.kind.value,
        "left_early": row.left_early,
        "expected": row.expected,
        "coming": row.said_coming,
        "hints": hints,
    }


def _first_time(row: Row) -> list[str]:
    if row.welcomer is not None:
        return [
            f"First visit, {row.welcomer} welcomes them" if row.welcomer else "First visit, nobody named to welcome"
        ]
    return ["First time"] if row.new else []


def _other(other: Other) -> dict[str, object]:
    return {"id": other.member_id, "name": other.name, "hints": [label(other.state)]}
