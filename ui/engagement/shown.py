"""One finding on the engagement page: as every finding is shown, and to take away."""

from dataclasses import dataclass

import streamlit as st

from services import clock
from ui.charts.finding import Finding
from ui.charts.show import show_finding, show_table
from ui.exporting import take_away


@dataclass(frozen=True)
class Shown:
    """A finding under its heading, for whoever gathers them."""

    heading: str
    finding: Finding


def shown(group_id: int, key: str, heading: str, finding: Finding) -> Shown:
    """Draws a finding with its way out. `key`: plain words with dashes, the name of its files."""
    show_finding(finding)
    _more(heading, take_away.OnScreen(group_id, key, finding, counted_at=clock.now()))
    return Shown(heading, finding)


# Opening it runs this alone and not the page, with what the page had counted when it ran.
@st.fragment
def _more(heading: str, one: take_away.OnScreen) -> None:
    """The table and the files, under a name that no other on the page has. Nothing is made while it is closed."""
    box = st.expander(f"{heading}: table and files", key=f"more_{one.key}", on_change="rerun")
    if box.open:
        with box:
            show_table(one.finding)
            take_away.show_take_away(one)
