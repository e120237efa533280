"""Which column holds what: as the clinic said last time, by its heading, or by the look of its values."""

from collections.abc import Callable, Mapping

from services.clinic.imports.cells import Cell, Sheet
from services.clinic.imports.headings import is_nhs_number, meaning, normalised
from services.clinic.imports.lines import Holds
from services.clinic.imports.looks import looks_like_day, looks_like_email, looks_like_name, looks_like_phone

__all__ = ["guess", "left_out", "normalised"]

# Two phone numbers or addresses of one person: the first that is filled in counts.
MORE_THAN_ONE = {Holds.NOTHING, Holds.PHONE, Holds.EMAIL}
_SAMPLE = 50
_NAMES = {Holds.FULL_NAME, Holds.FIRST_NAME, Holds.LAST_NAME, Holds.PREFERRED_NAME}
_LOOKS: tuple[tuple[Holds, Callable[[Cell], bool]], ...] = (
    (Holds.EMAIL, looks_like_email),
    (Holds.BORN_ON, looks_like_day),
    (Holds.PHONE, looks_like_phone),
    (Holds.FULL_NAME, looks_like_name),
)


def guess(sheet: Sheet, remembered: Mapping[str, Holds]) -> tuple[Holds, ...]:
    """What each column of the sheet seems to hold, to be confirmed on screen.

    `remembered` is what was chosen before, by `normalised` heading. No two columns hold the same, except those of
    which the first that is filled in counts.
    """
    found: list[Holds | None] = []
    for heading in sheet.headings:
        known = remembered.get(normalised(heading)) if sheet.has_headings else None
        found.append(known or (meaning(heading) if sheet.has_headings else None))
    result = _each_once(found)
    # With names in columns of their own, another column of words is something else.
    named = {Holds.FULL_NAME} if _NAMES & set(result) else set()
    for column, holds in enumerate(result):
        if found[column] is None and holds is Holds.NOTHING:
            result[column] = _by_look([row.cells[column] for row in sheet.rows], set(result) | named)
    return tuple(result)


def left_out(sheet: Sheet) -> tuple[str, ...]:
    """A sentence for each column that is left out on purpose whatever anybody chooses (R2)."""
    return tuple(
        f"“{heading}” is left out on purpose: an NHS number is not needed here."
        for heading in sheet.headings
        if sheet.has_headings and is_nhs_number(heading)
    )


def _each_once(found: list[Holds | None]) -> list[Holds]:
    taken: set[Holds] = set()
    result = []
    for holds in found:
        keep = holds is not None and (holds in MORE_THAN_ONE or holds not in taken)
        result.append(holds if keep and holds else Holds.NOTHING)
        taken.add(result[-1])
    return result


def _by_look(cells: list[Cell], taken: set[Holds]) -> Holds:
    """What nearly all values of a column look like, unless another column says so in its heading."""
    sample = [cell for cell in cells if cell is not None][:_SAMPLE]
    for holds, looks in _LOOKS:
        if sample and holds not in taken and sum(map(looks, sample)) >= 0.8 * len(sample):
            return holds
    return Holds.NOTHING
