"""What people write where there is nothing to write."""

from services.clinic.imports.cells import Cell

_WORDS = (
    "- -- --- – — . ? ?? n/a na n.a. nil none null nan #n/a #ref! #value! #div/0! #name? unknown tbc tba (blank) blank"
)
_NOTHING = frozenset(_WORDS.split()) | {
    "not known",
    "not given",
    "not provided",
    "not recorded",
    "no phone",
    "no email",
    "no mobile",
    "no number",
    "ex-directory",
}


def filled(cell: Cell) -> Cell:
    """The cell, or None when what stands there says that there is nothing."""
    return None if isinstance(cell, str) and cell.casefold() in _NOTHING else cell
