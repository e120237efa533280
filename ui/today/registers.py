"""Registers to finish, each with its one tap."""

from collections.abc import Sequence

import streamlit as st

from services.today import Unfinished
from ui.routes import go
from ui.rows import row
from ui.today.next_thing import NextThing
from ui.words import in_brief, many


def show_unfinished(registers: Sequence[Unfinished], next_one: NextThing) -> None:
    if not registers:
        return
    st.header("Registers to finish")
    for number, one in enumerate(registers):
        marked = f"{many(one.marked, 'person', 'people')} marked" if one.marked else "Nobody marked yet"
        strong = next_one is NextThing.FINISH and number == 0
        if row(
            f"**{in_brief(one.starts_at)}**  \n{marked}", "Finish it", f"finish_{one.group_session_id}", primary=strong
        ):
            go("attendance", group_session=one.group_session_id)
