"""Who may bring in lists and undo them: rows for the permission matrix."""

from collections.abc import Callable

from services.clinic.imports import left_out, preview, remembered, undoing, writing
from services.clinic.imports.choices import Choices
from services.clinic.imports.lines import Holds
from services.clinic.imports.writing import Agreed
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.imports.lists import bring_in, people
from tests.matrix import Row

Call = Callable[[Actor], object]


def _into(cast: Cast) -> Choices:
    return Choices(programme_id=make.programme(cast.riverside.id or 0).id)


def _imported(cast: Cast) -> int:
    return bring_in(cast.clinic, people(2), _into(cast)).id


def look(cast: Cast) -> Call:
    into = _into(cast)
    return lambda actor: preview.preview(actor, people(2), into)


def confirm(cast: Cast) -> Call:
    into = _into(cast)
    seen = preview.preview(cast.clinic, people(2), into).seen
    return lambda actor: writing.confirm(actor, people(2), into, Agreed("form", seen))


def undo(cast: Cast) -> Call:
    import_id = _imported(cast)
    return lambda actor: undoing.undo(actor, import_id)


def recent(cast: Cast) -> Call:
    _imported(cast)
    return undoing.imports


def headings(cast: Cast) -> Call:
    into = _into(cast)
    seen = preview.preview(cast.clinic, people(1), into).seen
    writing.confirm(cast.clinic, people(1), into, Agreed("form", seen, {"who": Holds.FULL_NAME}))
    return remembered.remembered


def hand_back(cast: Cast) -> Call:
    """The lines are what the caller read from a file of their own: there is no record of another clinic to reach."""
    return lambda actor: left_out.hand_back(actor, ["Name"], ())


WORKS, STRANGERS = ("clinic",), ("clinic_2",)
ROWS = [
    Row("clinic.imports.preview.preview", look, WORKS, STRANGERS),
    Row("clinic.imports.writing.confirm", confirm, WORKS, STRANGERS),
    Row("clinic.imports.undoing.undo", undo, WORKS, STRANGERS),
    Row("clinic.imports.undoing.imports", recent, WORKS, STRANGERS, empty_for_strangers=True),
    Row(
        "clinic.imports.remembered.remembered",
        headings,
        WORKS,
        STRANGERS,
        empty_for_strangers=True,
        empty={},
    ),
    Row("clinic.imports.left_out.hand_back", hand_back, (*WORKS, *STRANGERS)),
]
