"""Lists to bring in, as the reading hands them on, and whole dumps of the database to compare."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from models import Base, ConsentKind
from services.clinic.consent_wordings import current_wording
from services.clinic.graduates import Details
from services.clinic.imports.choices import Choices
from services.clinic.imports.fates import Fate
from services.clinic.imports.lines import Line
from services.clinic.imports.preview import Preview, preview
from services.clinic.imports.writing import Agreed, Imported, confirm
from services.database import engine, transaction
from services.security.actor import Actor
from services.settings import settings

# What an import leaves behind on purpose: that it was made and undone, by whom, what headings hold, and whom figures
# may have counted meanwhile.
KEPT = {"audit_event", "graduate_import", "import_heading", "undone_feedback"}


def line(number: int, name: str = "Amina Khan", **values: Any) -> Line:
    """A line that can go in: a name, a date of birth of its own, a phone."""
    details = {
        "born_on": date(1950 + number % 50, 1 + number % 12, 1 + number % 28),
        "phone": f"07700 {900000 + number}",
    }
    details |= {key: values.pop(key) for key in list(values) if key in Details.__dataclass_fields__}
    return Line(number, (name,), Details(preferred_name=name.split()[0], full_name=name, **details), **values)


def people(count: int, start: int = 2) -> tuple[Line, ...]:
    """As many different people."""
    return tuple(line(number, f"Person{number} Of{number * 7}") for number in range(start, start + count))


def bare(one: Line) -> Line:
    """The line with nothing but its name."""
    assert one.details
    return replace(one, details=Details(one.details.preferred_name, one.details.full_name))


def bring_in(actor: Actor, lines: Sequence[Line], choices: Choices, form: str = "form") -> Imported:
    """Previews and confirms."""
    seen = preview(actor, tuple(lines), choices).seen
    return confirm(actor, tuple(lines), choices, Agreed(form, seen))


def fates(found: Preview) -> list[Fate]:
    return [outcome.fate for outcome in found.outcomes]


def dump(without: frozenset[str] | set[str] = frozenset(KEPT)) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, apart from those named."""
    with Session(engine(settings().database_url)) as db:
        return {
            table.name: sorted((tuple(row) for row in db.execute(text(f"SELECT * FROM {table.name}"))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in without
        }


def words_of_consent() -> None:
    """The first wordings, which the product writes on first use, whoever uses them."""
    with transaction() as db:
        for kind in ConsentKind:
            current_wording(db, kind)
