"""The people in a list: each row read, checked as typing is, and handed on with all that is wrong with it."""

import re
from collections.abc import Sequence

from services import clock
from services.clinic.graduates import Details, read_details
from services.clinic.imports.cells import Row, Sheet, as_text
from services.clinic.imports.dates import About
from services.clinic.imports.headings import surname_first
from services.clinic.imports.lines import Holds, Line
from services.clinic.imports.orders import AmbiguousDate, ambiguous_dates, told_orders, turned_columns
from services.clinic.imports.rows import LABELS, Plan, Reading
from services.errors import Invalid
from services.fields import Checks

__all__ = ["AmbiguousDate", "ambiguous_dates", "read_people"]


def read_people(sheet: Sheet, holds: Sequence[Holds], *, day_first: bool = True) -> tuple[Line, ...]:
    """Every row of the sheet that holds anybody, read and checked. `holds` has one entry for each column.

    `day_first` decides only about dates that neither their own column nor the others tell. A column held as
    `NOTHING` is in `cells` and nowhere else. A line without `problems` has `details`; with them it has what was read.
    """
    columns: dict[Holds, list[int]] = {}
    for column, held in enumerate(holds):
        if held is not Holds.NOTHING:
            columns.setdefault(held, []).append(column)
    backwards = any(surname_first(sheet.headings[column]) for column in columns.get(Holds.FULL_NAME, ()))
    plan = Plan(columns, told_orders(sheet, holds), day_first, backwards, turned_columns(sheet, holds))
    return tuple(_line(Reading(plan, row)) for row in sheet.rows if _holds_anybody(row, columns))


def _holds_anybody(row: Row, columns: dict[Holds, list[int]]) -> bool:
    """Whether there is more in a row than a running number, as on lines kept ready for people to come."""
    if any(row.cells[column] is not None for each in columns.values() for column in each):
        return True
    rest = [as_text(cell) for cell in row.cells if cell is not None]
    return len(rest) > 1 or any(not re.fullmatch(r"\d{1,4}\.?", text) for text in rest)


def _line(reading: Reading) -> Line:
    details = _details(reading)
    completed_on = reading.day(Holds.COMPLETED_ON, About.LATELY)
    reading.check.that(
        completed_on is None or completed_on <= clock.today(),
        "completed_on",
        "The completion date is in the future. Someone can be referred from the day they complete the programme.",
    )
    programme = reading.check.name("programme", LABELS[Holds.PROGRAMME], reading.text(Holds.PROGRAMME), required=False)
    return Line(
        number=reading.row.number,
        cells=tuple(as_text(cell) for cell in reading.row.cells),
        details=details if details.preferred_name else None,
        programme=programme,
        completed_on=completed_on,
        share=reading.said(Holds.SHARE),
        feedback=reading.said(Holds.FEEDBACK),
        problems=_problems(reading.check),
        remarks=tuple(reading.remarks),
    )


def _details(reading: Reading) -> Details:
    """What the row says of the person, each part checked as if it had been typed.

    Whether the parts fit together is asked when someone is referred: a hospital's list has no column for what
    happens without the adjustments, and nobody is kept out for that.
    """
    name = reading.name()
    details = read_details(
        reading.check,
        Details(
            preferred_name=name.preferred,
            full_name=name.full,
            born_on=reading.day(Holds.BORN_ON, About.BIRTH),
            phone=reading.phone(),
            email=reading.email(),
            contact_when=reading.text(Holds.CONTACT_WHEN),
            best_hopes=reading.text(Holds.BEST_HOPES),
            adjustments=reading.text(Holds.ADJUSTMENTS),
            without_adjustments=reading.text(Holds.WITHOUT_ADJUSTMENTS),
        ),
    )
    if details.adjustments and not details.without_adjustments:
        reading.remarks.append("Before they are referred, say what happens without the adjustments.")
    return details


def _problems(check: Checks) -> tuple[str, ...]:
    try:
        check.done()
    except Invalid as invalid:
        return tuple(problem.message for problem in invalid.problems)
    return ()
