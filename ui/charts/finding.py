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
    """`spec` is a finished Vega-Lite chart; `notes` say what weakens it and how it was made, a line each."""

    spec: dict[str, Any]
    sentence: str
    table: Table
    notes: tuple[str, ...] = field(default=())
