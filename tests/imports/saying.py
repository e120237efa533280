"""A list that was read, said whole in lines a person can check by eye."""

from dataclasses import dataclass
from datetime import date

from models import ContactHow
from services.clinic.imports.cells import Sheet
from services.clinic.imports.columns import guess, left_out
from services.clinic.imports.lines import Holds, Line
from services.clinic.imports.people import ambiguous_dates, read_people
from services.clinic.imports.sheet import read_sheet


@dataclass(frozen=True)
class Said:
    """Everything that reading a file gave: `lines` as `said` says them, in order."""

    lines: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    columns: str = ""
    asked: str = ""
    left_out: tuple[str, ...] = ()


def read(name: str, content: bytes) -> tuple[Sheet, tuple[Holds, ...], tuple[Line, ...]]:
    sheet = read_sheet(name, content)
    holds = guess(sheet, {})
    return sheet, holds, read_people(sheet, holds)


def all_said(name: str, content: bytes) -> Said:
    sheet, holds, lines = read(name, content)
    asked = ambiguous_dates(sheet, holds)
    return Said(
        lines=tuple(map(said, lines)),
        remarks=sheet.remarks,
        columns=" ".join(holds),
        asked=f"{asked.heading}: {asked.text} = {asked.day_first} or {asked.month_first}" if asked else "",
        left_out=left_out(sheet),
    )


def said(line: Line) -> str:
    """The whole line: "row · preferred name / full name · every field there is ✗ problems ~ remarks"."""
    parts = [str(line.number)]
    if details := line.details:
        parts.append(f"{details.preferred_name} / {details.full_name}")
        given = vars(details) | {"preferred_name": "", "full_name": ""}
        parts += [f"{name} {value!s}" for name, value in given.items() if value and value is not ContactHow.ANY]
    for name in ("programme", "completed_on", "share", "feedback"):
        value = getattr(line, name)
        if value not in ("", None):
            parts.append(f"{name} {value if isinstance(value, str | date) else 'yes' if value else 'no'}")
    problems = "".join(f" ✗ {problem}" for problem in line.problems)
    return " · ".join(parts) + problems + "".join(f" ~ {remark}" for remark in line.remarks)
