"""One finding on the engagement page: as every finding is shown, and to take away."""

from dataclasses import dataclass

from ui.charts.finding import Finding
from ui.charts.show import show_finding
from ui.exporting.take_away import show_take_away


@dataclass(frozen=True)
class Shown:
    """A finding under its heading, for whoever gathers them."""

    heading: str
    finding: Finding


def shown(group_id: int, key: str, heading: str, finding: Finding) -> Shown:
    """Draws a finding with its way out. `key`: plain words with dashes, the name of its files."""
    show_finding(finding)
    show_take_away(group_id, key, finding)
    return Shown(heading, finding)
