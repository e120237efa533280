"""What every chart is: a picture, the sentence that says what it shows, and the same figures as a table (R27)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Table:
    """Plain figures: names of columns, then rows of as many cells, already in words."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Finding:
    """`spec` is a finished Vega-Lite chart.

    `notes` say what weakens its figures, and what it would be misread without: they stand under it. `method` says how
    they were counted and estimated: it stands with the table. Whatever leaves the page carries both. `of_people` is
    False where nobody is counted, so that anybody may see it.
    """

    spec: dict[str, Any]
    sentence: str
    table: Table
    notes: tuple[str, ...] = field(default=())
    method: tuple[str, ...] = field(default=())
    of_people: bool = True

    @property
    def about(self) -> tuple[str, ...]:
        """Both, a line each, what weakens it first."""
        return (*self.notes, *self.method)
