"""Fields that only the clinic fills in, the same wherever they are typed."""

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from services import clock
from services.clinic.programmes import ProgrammeView


def birth_field(place: DeltaGenerator, value: date | None, key: str) -> date | None:
    """The date of birth, which may stay empty."""
    return place.date_input(
        "Date of birth",
        value=value,
        min_value=date(1900, 1, 1),
        max_value=clock.today(),
        format="DD/MM/YYYY",
        key=f"{key}_born",
    )


def completion_fields(runs: dict[int, ProgrammeView], key: str) -> tuple[int | None, date | None]:
    """Inside a form: a programme, the newest first, and the day on which they completed it."""
    left, right = st.columns(2)
    picked = left.selectbox(
        "Programme they completed", list(runs), format_func=lambda run: runs[run].name, key=f"{key}_programme"
    )
    # A form does not run as it is filled in, so the day starts from the newest programme's.
    first = next(iter(runs.values()), None)
    ended = min(first.ends_on, clock.today()) if first else None
    on = right.date_input("Completed on", value=ended, format="DD/MM/YYYY", key=f"{key}_completed")
    return picked, on
