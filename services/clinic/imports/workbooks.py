"""A list in a workbook: XLSX, XLS or ODS, with its worksheets and merged cells."""

import json
import subprocess
import sys
import zipfile
import zlib
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from services.clinic.imports import opening
from services.clinic.imports.cells import Cell, Grid, Raw, tidy
from services.clinic.imports.kinds import DAMAGED, LOCKED, TOO_LARGE, refused
from services.clinic.imports.merged_cells import Merged, merged_in_ods

_SECONDS = 60
# A list that begins farther to the right is called by the wrong letters, which beats millions of empty cells.
_FARTHEST = 200
# Merged cells cannot overlap in a real file, so no more can be filled than a list has.
_MOST_FILLED = 1_000_000
_REFUSED = {"locked": LOCKED, "swollen": TOO_LARGE}


@dataclass(frozen=True)
class Worksheet:
    """One worksheet: the rows that hold anything, the first of them at least, and how many there are in all."""

    name: str
    grid: Grid
    count: int


def read_workbook(content: bytes, wanted: str | None, most_rows: int) -> tuple[tuple[str, ...], list[Worksheet]]:
    """The names of all visible worksheets, and what is in them, or in the one `wanted`.

    Raises:
        Invalid: it is damaged, locked with a password, or too large to open.
    """
    answer = _opened(content, wanted, most_rows)
    merged = _merged_in_ods(content)
    return tuple(answer["names"]), [_worksheet(each, merged) for each in answer["sheets"]]


def _opened(content: bytes, wanted: str | None, most_rows: int) -> dict[str, Any]:
    command = [sys.executable, "-I", str(Path(opening.__file__)), json.dumps([wanted, most_rows])]
    try:
        ended = subprocess.run(command, input=content, capture_output=True, timeout=_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise refused(TOO_LARGE) from None
    if ended.returncode < 0:
        raise refused(TOO_LARGE)
    try:
        answer: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:
        raise refused(DAMAGED) from None
    if "refused" in answer:
        raise refused(_REFUSED.get(answer["refused"], DAMAGED))
    return answer


def _merged_in_ods(content: bytes) -> dict[str, Merged]:
    if not content.startswith(b"PK"):
        return {}
    try:
        return merged_in_ods(content)
    except (zipfile.BadZipFile, zlib.error, ExpatError, ValueError, OSError, EOFError, RuntimeError):
        raise refused(DAMAGED) from None


def _worksheet(read: dict[str, Any], merged: dict[str, Merged]) -> Worksheet:
    left: list[Cell] = [None] * min(read["left"], _FARTHEST)
    grid = [(number, left + [tidy(_raw(cell)) for cell in cells]) for number, cells in read["rows"]]
    _fill_down(grid, merged.get(read["name"]) or read["merged"])
    return Worksheet(read["name"], grid, read["count"])


def _raw(cell: Any) -> Raw:
    return date.fromisoformat(cell[0]) if isinstance(cell, list) else cell


def _fill_down(grid: Grid, merged: Merged) -> None:
    """Gives every row under a merged cell its value: the file keeps it in the first one alone."""
    numbers = [number for number, _ in grid]
    filled = 0
    for (top, column), (bottom, _) in merged:
        first = bisect_left(numbers, top + 1)
        if top == bottom or first == len(grid) or numbers[first] != top + 1 or column >= len(grid[first][1]):
            continue
        value = grid[first][1][column]
        for number, cells in grid[first + 1 :]:
            if number > bottom + 1:
                break
            filled += 1
            if filled > _MOST_FILLED:
                raise refused(TOO_LARGE)
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = value
