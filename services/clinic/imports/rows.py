"""One row of a list being read: each thing it holds, what is wrong with it, and what there is to say."""

import re
from dataclasses import dataclass, field
from datetime import date

from models import LINE, PARAGRAPH
from services.clinic.imports.blanks import filled
from services.clinic.imports.cells import Cell, Row, as_text
from services.clinic.imports.dates import About, read_day
from services.clinic.imports.lines import Holds, Said
from services.clinic.imports.names import Name, read_full, read_parts
from services.clinic.imports.phones import read_phone
from services.clinic.imports.said import read_said
from services.fields import Checks, is_phone_number
from services.referrals.nhs_numbers import holds_nhs_number, without_nhs_numbers

LABELS = {
    Holds.PREFERRED_NAME: "Preferred name",
    Holds.FIRST_NAME: "First name",
    Holds.LAST_NAME: "Surname",
    Holds.FULL_NAME: "Name",
    Holds.BORN_ON: "Date of birth",
    Holds.PHONE: "Phone",
    Holds.EMAIL: "Email",
    Holds.CONTACT_WHEN: "Best time",
    Holds.BEST_HOPES: "Best hopes",
    Holds.ADJUSTMENTS: "Adjustments",
    Holds.WITHOUT_ADJUSTMENTS: "Without adjustments",
    Holds.PROGRAMME: "Programme",
    Holds.COMPLETED_ON: "Completed",
    Holds.SHARE: "Consent to share",
    Holds.FEEDBACK: "Feedback consent",
}
# Begins where a word does: from each letter of a long one anew would take a time that grows with its square.
_EMAIL = re.compile(r"""(?<![^@\s<>(),;:"/|\[\]])[^@\s<>(),;:"/|\[\]]+@[^@\s<>(),;:"/|\[\]]+""")
_SHORT = frozenset({Holds.PREFERRED_NAME, Holds.FIRST_NAME, Holds.LAST_NAME, Holds.FULL_NAME, Holds.PROGRAMME})


@dataclass(frozen=True)
class Plan:
    """How the columns of one list are read, found once for all its rows.

    `orders` tells for each column of dates whether it is day first, None where `day_first` decides; in the columns
    `turned` a spreadsheet may have taken day for month.
    """

    columns: dict[Holds, list[int]]
    orders: dict[int, bool | None]
    day_first: bool
    surname_first: bool
    turned: frozenset[int] = frozenset()


@dataclass
class Reading:
    """What is found in one row goes out by the methods, what is to be said of it collects in `check` and `remarks`."""

    plan: Plan
    row: Row
    check: Checks = field(default_factory=Checks)
    remarks: list[str] = field(default_factory=list)

    def name(self) -> Name:
        """The name, from one column or several."""
        full, first, last, known_as = map(
            self.text, (Holds.FULL_NAME, Holds.FIRST_NAME, Holds.LAST_NAME, Holds.PREFERRED_NAME)
        )
        if first or last:
            # Beside a surname, "Name" is the rest of it.
            name = read_parts(first or full, last, known_as)
        else:
            whole = read_full(full, surname_first=self.plan.surname_first)
            called = read_parts("", "", known_as).known_as
            name = Name(whole.first, whole.last, called or whole.known_as)
        if re.search(r"\bMac[A-Z]", name.last) and re.search(r"\bMAC[A-Z]", last or full):
            self._remark(f"Surname in capitals, written as {name.last}.")
        if name.last and not name.first and not name.known_as:
            self._remark(f"There is only a surname, so they are called {name.last}.")
        self.check.that(
            not name.preferred or any(map(str.isalpha, name.preferred)),
            "preferred_name",
            f"“{name.preferred[:40]}” is no name. Check which column holds the names.",
        )
        return name

    def text(self, holds: Holds) -> str:
        """Words, without any NHS number among them (R2)."""
        cell = self._cell(holds)
        text = as_text(cell)
        kept = without_nhs_numbers(text)
        if kept != text:
            self._remark(f"{LABELS[holds]}: an NHS number was left out.")
        return kept.strip()

    def phone(self) -> str:
        number = read_phone(self._cell(Holds.PHONE))
        if holds_nhs_number(number.text) and not is_phone_number(number.text):
            self._remark("Phone: an NHS number was left out.")
            return ""
        if number.problem:
            self.check.problem("phone", number.problem)
        self._remark(number.remark)
        return number.text

    def email(self) -> str:
        text = as_text(self._cell(Holds.EMAIL))
        found = _EMAIL.findall(text)
        if len(found) > 1:
            self._remark(f"Email: “{text}” holds more than one address; the first was taken.")
        return found[0].rstrip(".") if found else text

    def day(self, holds: Holds, about: About) -> date | None:
        column = self._column(holds)
        read = read_day(self._cell(holds), about, day_first=self._day_first(column))
        if read.problem:
            self.check.problem(holds, f"{LABELS[holds]}: {read.problem}")
        self._say_if_untold(column, read.ambiguous, read.day)
        self._say_if_turned(holds, column)
        return read.day

    def said(self, holds: Holds) -> Said:
        column = self._column(holds)
        read = read_said(self._cell(holds), day_first=self._day_first(column))
        if read.problem:
            self.check.problem(holds, f"{LABELS[holds]}: {read.problem}")
        if read.remark:
            self._remark(f"{LABELS[holds]}: {read.remark}")
        self._say_if_untold(column, read.ambiguous, read.said)
        return read.said

    def _column(self, holds: Holds) -> int | None:
        """The first column of those that hold this in which the row has something."""
        columns = self.plan.columns.get(holds, ())
        return next((column for column in columns if filled(self.row.cells[column]) is not None), None)

    def _cell(self, holds: Holds) -> Cell:
        """What the row has in it, if it is no longer than anything that can be kept: what is not is no cell to read."""
        column = self._column(holds)
        cell = None if column is None else self.row.cells[column]
        most = LINE if holds in _SHORT else PARAGRAPH
        if not isinstance(cell, str) or len(cell) <= most:
            return cell
        self.check.problem(
            holds, f"{LABELS[holds]} has {len(cell):,} characters; the most is {most:,}. Shorten it in the list."
        )
        return None

    def _day_first(self, column: int | None) -> bool:
        told = None if column is None else self.plan.orders.get(column)
        return self.plan.day_first if told is None else told

    def _say_if_untold(self, column: int | None, ambiguous: bool, day: Said) -> None:
        if ambiguous and column is not None and self.plan.orders.get(column) is None and isinstance(day, date):
            self._remark(f"“{as_text(self.row.cells[column])}” read as {day.day} {day:%B %Y}.")

    def _say_if_turned(self, holds: Holds, column: int | None) -> None:
        cell = None if column is None or column not in self.plan.turned else self.row.cells[column]
        if isinstance(cell, date) and cell.day != cell.month:
            self._remark(
                f"{LABELS[holds]}: {cell.day} {cell:%B %Y} may have day and month the wrong way round, as other dates "
                "in this column are day first and stand as text. Check it."
            )

    def _remark(self, text: str) -> None:
        if text and text not in self.remarks:
            self.remarks.append(text)
