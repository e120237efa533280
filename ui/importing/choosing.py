"""What is asked once for the whole list: the programme, and the day of consents that have none."""

from datetime import date

import streamlit as st

from models import ConsentHow
from services import clock
from services.clinic.imports.choices import Choices, NewProgramme
from services.clinic.imports.lines import Line
from services.clinic.programmes import ProgrammeView, programmes
from services.security.actor import Actor
from ui.choices import choose
from ui.importing.held import Held
from ui.words import many

NEW, FROM_LIST = -1, 0
EARLIEST = date(1990, 1, 1)


def choose_all(actor: Actor, lines: tuple[Line, ...], held: Held) -> Choices | None:
    """The choices so far; None while one is missing that every line waits for."""
    runs = {run.id: run for run in programmes(actor)}
    picked = _programme(runs, lines)
    if picked is None:
        st.markdown("Choose the programme, and you see here what will happen.")
        return None
    new = _new() if picked == NEW else None
    if picked == NEW and new is None:
        return None
    how, on = _consents(lines)
    return Choices(
        programme_id=picked if picked > 0 else None,
        new_programme=new,
        consent_how=how,
        consent_on=on,
        answers=tuple(held.answers.values()),
    )


def _programme(runs: dict[int, ProgrammeView], lines: tuple[Line, ...]) -> int | None:
    named = sum(bool(line.programme) for line in lines)
    options = [*([FROM_LIST] if named else []), *runs, NEW]
    picked: int | None = st.selectbox(
        "Programme they completed",
        options,
        index=0 if named else None,
        format_func=lambda key: {NEW: "A new programme", FROM_LIST: "As the list says"}.get(key) or runs[key].name,
        placeholder="Choose the programme",
        key="import_programme_named" if named else "import_programme",
    )
    return picked


def _new() -> NewProgramme | None:
    name = st.text_input("Name of the new programme", placeholder="e.g. Autumn 2026", key="import_new_name")
    left, right = st.columns(2)
    first = left.date_input("First day", None, min_value=EARLIEST, format="DD/MM/YYYY", key="import_new_first")
    last = right.date_input("Last day", None, min_value=EARLIEST, format="DD/MM/YYYY", key="import_new_last")
    if not name.strip() or first is None or last is None:
        st.markdown("With its name and both days, you see here what will happen.")
        return None
    return NewProgramme(name, first, last)


def _consents(lines: tuple[Line, ...]) -> tuple[ConsentHow, date | None]:
    """How, when the list speaks of consent at all; the day, when it says yes without one."""
    undated = sum(line.share is True or line.feedback is True for line in lines)
    dated = any(isinstance(said, date) for line in lines for said in (line.share, line.feedback))
    if not undated and not dated:
        return ConsentHow.PAPER, None
    left, right = st.columns(2)
    how = choose("How did they consent?", ConsentHow, ConsentHow.PAPER, "import_consent_how", left)
    if not undated:
        return how, None
    on = right.date_input(
        f"Day of the consents without one ({many(undated, 'line')})",
        None,
        min_value=EARLIEST,
        max_value=clock.today(),
        format="DD/MM/YYYY",
        key="import_consent_on",
    )
    return how, on
