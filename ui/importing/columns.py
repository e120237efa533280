"""What each column of the list holds: as guessed, to be put right where the guess is wrong."""

import streamlit as st

from services.clinic.imports.cells import Sheet, as_text
from services.clinic.imports.columns import guess, left_out
from services.clinic.imports.lines import Holds
from services.clinic.imports.people import ambiguous_dates
from services.clinic.imports.remembered import remembered
from services.security.actor import Actor
from ui.feedback import plain
from ui.importing.held import Held
from ui.importing.words import HOLDS
from ui.words import day, many

SHOWN = 3
NAMES = {Holds.FULL_NAME, Holds.FIRST_NAME, Holds.PREFERRED_NAME}


def choose_columns(actor: Actor, sheet: Sheet, held: Held) -> tuple[Holds, ...]:
    """The columns, closed unless something needed is missing or unsure."""
    guessed = held.once("guess", sheet.name, lambda: guess(sheet, remembered(actor)))
    unsure = not sheet.has_headings or not NAMES & set(guessed)
    brought = sum(holds is not Holds.NOTHING for holds in guessed)
    title = f"Columns: {brought} of {len(guessed)} are brought in"
    with st.expander(title, expanded=unsure, icon=":material/view_column:"):
        for remark in (*sheet.remarks, *left_out(sheet)):
            st.markdown(plain(remark))
        if not sheet.has_headings:
            st.markdown("This list has no headings that we could find: say what each column holds.")
        key = f"import_column_{held.form[:8]}_{sheet.worksheets.index(sheet.name) if sheet.name else 0}"
        chosen = tuple(_column(sheet, column, holds, key) for column, holds in enumerate(guessed))
    if not NAMES & set(chosen):
        st.warning("Which column holds the name? Choose it above.", icon=":material/help:")
    return chosen


def choose_day_first(sheet: Sheet, holds: tuple[Holds, ...], held: Held) -> bool:
    """Asked only when the list itself does not tell."""
    unclear = held.once("dates", (sheet.name, holds), lambda: ambiguous_dates(sheet, holds))
    if unclear is None:
        return True
    st.markdown(f"The dates under “{plain(unclear.heading)}” can be read two ways.")
    day_first: bool = st.radio(
        f"What is {plain(unclear.text)}?",
        [True, False],
        format_func=lambda first: day(unclear.day_first if first else unclear.month_first, weekday=False),
        horizontal=True,
        key="import_day_first",
    )
    return day_first


def choose_worksheet(sheet: Sheet, held: Held) -> str:
    """Which worksheet, when there are several."""
    if len(sheet.worksheets) < 2:
        return sheet.name
    key = f"import_worksheet_{held.form[:8]}"
    first = sheet.worksheets.index(sheet.name)
    picked: str = st.selectbox(
        f"Which of its {many(len(sheet.worksheets), 'sheet')}?", sheet.worksheets, first, key=key
    )
    return picked


def _column(sheet: Sheet, column: int, holds: Holds, key: str) -> Holds:
    options = list(HOLDS)
    values = [as_text(row.cells[column]) for row in sheet.rows[:50] if row.cells[column] is not None][:SHOWN]
    picked = st.selectbox(
        plain(sheet.headings[column]) or f"Column {column + 1}",
        options,
        index=options.index(holds),
        format_func=HOLDS.__getitem__,
        key=f"{key}_{column}",
    )
    st.caption(plain(", ".join(value[:40] for value in values)) if values else "Empty")
    return Holds(picked)
