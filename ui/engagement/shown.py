"""One finding on the engagement page: as every finding is shown, and to take away."""

from dataclasses import dataclass

import streamlit as st

from ui.charts.finding import Finding
from ui.charts.show import show_finding, show_table
from ui.exporting.take_away import show_take_away


@dataclass(frozen=True)
class Shown:
    """A finding under its heading, for whoever gathers them."""

    heading: str
    finding: Finding


def shown(group_id: int, key: str, heading: str, finding: Finding) -> Shown:
    """Draws a finding with its way out. `key`: plain words with dashes, the name of its files."""
    show_finding(finding)
    _more(group_id, key, heading, finding)
    return Shown(heading, finding)


# Opening it runs this alone and not the page.
@st.fragment
def _more(group_id: int, key: str, heading: str, finding: Finding) -> None:
    """The table and the files, under a name that no other on the page has. Nothing is made while it is closed."""
    box = st.expander(f"{heading}: table and files", key=f"more_{key}", on_change="rerun")
    if box.open:
        with box:
            show_table(finding)
            show_take_away(group_id, key, finding)
