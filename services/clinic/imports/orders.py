"""Whether a list's dates are day first: told by its own dates where they can be only one way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.clinic.imports.cells import Cell, Sheet, as_text
from services.clinic.imports.dates import About, order_of, read_day
from services.clinic.imports.lines import Holds
from services.clinic.imports.said import day_in

_DATES = (Holds.BORN_ON, Holds.COMPLETED_ON, Holds.SHARE, Holds.FEEDBACK)


@dataclass(frozen=True)
class AmbiguousDate:
    """One date of a list that could be read two ways, to ask about once."""

    heading: str
    text: str
    day_first: date
    month_first: date


def told_orders(sheet: Sheet, holds: Sequence[Holds]) -> dict[int, bool | None]:
    """For each column of dates whether it is day first: by its own dates, else by the other columns'. None: untold."""
    own = {
        column: order_of(_written(row.cells[column], held) for row in sheet.rows)
        for column, held in enumerate(holds)
        if held in _DATES
    }
    told = {order for order in own.values() if order is not None}
    whole = told.pop() if len(told) == 1 else None
    return {column: whole if order is None else order for column, order in own.items()}


def turned_columns(sheet: Sheet, holds: Sequence[Holds]) -> frozenset[int]:
    """Columns whose real dates a spreadsheet may have made with day and month the wrong way round.

    One that takes 3/11 for 11 March leaves 25/11 as text: then all its real dates have a day up to 12, and its
    texts are day first.
    """
    return frozenset(
        column
        for column, held in enumerate(holds)
        if held in _DATES and _may_be_turned([row.cells[column] for row in sheet.rows])
    )


def _may_be_turned(cells: list[Cell]) -> bool:
    days = [cell.day for cell in cells if isinstance(cell, date)]
    return bool(days) and max(days) <= 12 and order_of(cells) is True


def ambiguous_dates(sheet: Sheet, holds: Sequence[Holds]) -> AmbiguousDate | None:
    """The first date that `day_first` of `read_people` would decide about; None when nothing has to be asked."""
    for column, order in told_orders(sheet, holds).items():
        if order is not None:
            continue
        about = About.BIRTH if holds[column] is Holds.BORN_ON else About.LATELY
        for row in sheet.rows:
            cell = _written(row.cells[column], holds[column])
            one, other = read_day(cell, about), read_day(cell, about, day_first=False)
            if one.ambiguous and one.day and other.day:
                return AmbiguousDate(sheet.headings[column], as_text(cell), one.day, other.day)
    return None


def _written(cell: Cell, held: Holds) -> Cell:
    return day_in(cell) if held in (Holds.SHARE, Holds.FEEDBACK) else cell
