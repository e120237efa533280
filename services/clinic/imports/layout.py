"""Finding the list on a worksheet: the headings, and the rows under them, whatever stands around."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.clinic.imports.cells import Cell, Grid, Row, as_text, column_letter
from services.clinic.imports.headings import meaning
from services.clinic.imports.looks import looks_like_data

# How far down headings are looked for, in rows that hold anything; a longer text is a sentence and no heading.
_SEARCHED = 25
_LONGEST = 80
_SENTENCE = 40
_FOOTER = re.compile(
    r"^\W*((grand |sub)?totals?|count|number of|no\.? of|end of|printed|report|page \d|confidential|source|generated|"
    r"produced|exported|run (by|on)|©|\d+ (records?|rows?|people|entries|graduates))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Laid:
    """A list taken out of its surroundings."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]
    has_headings: bool
    known: int


@dataclass(frozen=True)
class _Head:
    """The headings' texts by column, the place in the grid of the first row under them, and how many are known."""

    texts: list[str]
    below: int
    known: tuple[int, int]


_NONE = _Head([], 0, (0, 0))


def lay_out(grid: Grid) -> Laid:
    """The list in a grid: what is above the headings and under the list goes, and columns that hold nothing."""
    head = _find_head(grid)
    rows, remarks = _without_footers(grid[head.below :])
    rows = [(number, cells) for number, cells in rows if not _repeats(cells, head.texts)]
    columns = _filled_columns(rows, head.texts)
    if not head.texts:
        remarks.insert(0, "This list has no headings, so its columns are called by their letters.")
    return Laid(
        _named(head.texts, columns),
        tuple(Row(number, tuple(_at(cells, column) for column in columns)) for number, cells in rows),
        tuple(remarks),
        bool(head.texts),
        head.known[0],
    )


def _at(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else None


def _find_head(grid: Grid) -> _Head:
    """The row whose words name the most columns; two rows together if that names more. Else a first row of words."""
    best = _NONE
    words = [place for place, (_, cells) in enumerate(grid[:_SEARCHED]) if not _is_data(cells)]
    for place in words:
        best = _better(best, [as_text(cell) for cell in grid[place][1]], place + 1)
    for place, after in pairwise(words):
        above, below = grid[place], grid[after]
        # A title stands alone in its row, and is no half of a heading.
        if below[0] == above[0] + 1 and _count(above[1]) > 1:
            for wide in (False, True):
                best = _better(best, _joined(above[1], below[1], wide=wide), after + 1)
    return best if best.known > _NONE.known else _unknown_head(grid)


def _better(best: _Head, texts: list[str], below: int) -> _Head:
    meanings = [holds for text in texts if text and len(text) <= _LONGEST and (holds := meaning(text))]
    known = (len(set(meanings)), len(meanings))
    return _Head(texts, below, known) if known > best.known else best


def _unknown_head(grid: Grid) -> _Head:
    """A first row of nothing but words above a row that holds data: headings in words that are not known."""
    if len(grid) < 2 or _is_data(grid[0][1]) or not _is_data(grid[1][1]):
        return _NONE
    texts = [as_text(cell) for cell in grid[0][1]]
    return _Head(texts, 1, (0, 0)) if sum(map(bool, texts)) >= len(grid[1][1]) else _NONE


def _is_data(cells: Sequence[Cell]) -> bool:
    return any(looks_like_data(cell) for cell in cells)


def _joined(above: Sequence[Cell], below: Sequence[Cell], *, wide: bool) -> list[str]:
    """Two rows of headings as one. `wide`: a heading of the upper row reaches over the empty cells beside it."""
    width = max(len(above), len(below))
    pairs = [(as_text(_at(above, column)), as_text(_at(below, column))) for column in range(width)]
    joined, reaching = [], ""
    for upper, lower in pairs:
        reaching = upper or reaching
        over = upper or (reaching if wide and lower else "")
        joined.append(over if over == lower else f"{over} {lower}".strip())
    return joined


def _without_footers(rows: Grid) -> tuple[Grid, list[str]]:
    """The rows without the totals and notes at the end, and a sentence for each of those."""
    passed: list[str] = []
    while rows and (_FOOTER.match(_first(rows[-1][1])) or _stands_apart(rows)):
        number, cells = rows.pop()
        passed.append(f"Row {number}, “{_first(cells)[:60]}”, was passed over: it is a note under the list.")
    return rows, passed[::-1]


def _stands_apart(rows: Grid) -> bool:
    """Whether the last row is one cell alone, below a gap or as long as a sentence, under rows of several cells."""
    if len(rows) < 2 or _count(rows[-1][1]) > 1 or max(_count(cells) for _, cells in rows[:20]) < 2:
        return False
    return rows[-1][0] > rows[-2][0] + 1 or len(_first(rows[-1][1])) > _SENTENCE


def _count(cells: Sequence[Cell]) -> int:
    return sum(cell is not None for cell in cells)


def _first(cells: Sequence[Cell]) -> str:
    return next((as_text(cell) for cell in cells if cell is not None), "")


def _repeats(cells: Sequence[Cell], headings: list[str]) -> bool:
    """Whether a row is the headings again, as printed lists have them on every page."""
    return bool(headings) and [as_text(cell) for cell in cells if cell is not None] == [
        each for each in headings if each
    ]


def _filled_columns(rows: Grid, headings: list[str]) -> list[int]:
    """The columns that hold anything, headings included."""
    filled = {column for column, text in enumerate(headings) if text}
    for _, cells in rows:
        filled.update(column for column, cell in enumerate(cells) if cell is not None)
    return sorted(filled)


def _named(texts: list[str], columns: list[int]) -> tuple[str, ...]:
    """A heading for each column, its letter where it has none."""
    given = {column: " ".join(texts[column].split())[:_LONGEST] for column in columns if column < len(texts)}
    return tuple(given.get(column) or f"Column {column_letter(column)}" for column in columns)
