"""Who may look at likely duplicates, merge them and undo it, and keep programmes and completions."""

from collections.abc import Callable

from models import Completion
from services import clock
from services.clinic import completions, duplicates, merge_reading, merging, one_programme, programmes
from services.clinic.graduates import Details
from services.security.actor import Actor
from tests import make
from tests.cast import Cast
from tests.matrix import Row
from tests.referrals.stories import on_file

CLINIC, OTHER_CLINIC = ("clinic",), ("clinic_2",)
Call = Callable[[Actor], object]


def _two(cast: Cast) -> tuple[int, int]:
    """Two entries for one person."""
    programme = make.programme(cast.riverside.id or 0)
    made = [make.graduate(programme, "Liz", full_name="Elizabeth Jones", phone="01632 960001") for _ in range(2)]
    return made[0].id or 0, made[1].id or 0


def of_two(act: Callable[[Actor, int, int], object]) -> Callable[[Cast], Call]:
    def prepare(cast: Cast) -> Call:
        one, other = _two(cast)
        return lambda actor: act(actor, one, other)

    return prepare


def merged(act: Callable[[Actor, int, int], object]) -> Callable[[Cast], Call]:
    """A call that is given a merge and the entry that became part of the other."""

    def prepare(cast: Cast) -> Call:
        one, other = _two(cast)
        made = merging.merge(cast.clinic, one, other)
        return lambda actor: act(actor, made, other)

    return prepare


def of_programme(act: Callable[[Actor, int], object]) -> Callable[[Cast], Call]:
    def prepare(cast: Cast) -> Call:
        programme_id = make.programme(cast.riverside.id or 0).id or 0
        return lambda actor: act(actor, programme_id)

    return prepare


def _record(cast: Cast) -> Call:
    person = on_file(cast).id
    second = make.programme(cast.riverside.id or 0, "Second").id
    return lambda actor: completions.record_completion(actor, person, second, clock.today())


def _take_back(cast: Cast) -> Call:
    on_file(cast)
    completion_id = make.rows(Completion)[0].id or 0
    return lambda actor: completions.take_back_completion(actor, completion_id)


ROWS = (
    Row(
        "clinic.duplicates.likely",
        of_two(lambda actor, *_: duplicates.likely(actor, Details("Liz", "Elizabeth Jones", phone="01632 960001"))),
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
    ),
    Row(
        "clinic.duplicates.pairs",
        of_two(lambda actor, *_: duplicates.pairs(actor)),
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
    ),
    Row(
        "clinic.duplicates.how_many",
        of_two(lambda actor, *_: duplicates.how_many(actor)),
        CLINIC,
        OTHER_CLINIC,
        empty_for_strangers=True,
        empty=0,
    ),
    Row("clinic.duplicates.not_same", of_two(duplicates.not_same), CLINIC, OTHER_CLINIC),
    Row("clinic.merging.merge", of_two(merging.merge), CLINIC, OTHER_CLINIC),
    Row("clinic.merging.undo", merged(lambda actor, made, _: merging.undo(actor, made)), CLINIC, OTHER_CLINIC),
    Row("clinic.merge_reading.effect", of_two(merge_reading.effect), CLINIC, OTHER_CLINIC),
    Row("clinic.merge_reading.merges", of_two(lambda a, one, _: merge_reading.merges(a, one)), CLINIC, OTHER_CLINIC),
    Row(
        "clinic.merge_reading.part_of",
        merged(lambda actor, _, part: merge_reading.part_of(actor, part)),
        CLINIC,
        OTHER_CLINIC,
    ),
    Row("clinic.one_programme.programme", of_programme(one_programme.programme), CLINIC, OTHER_CLINIC),
    Row(
        "clinic.programmes.change",
        of_programme(lambda a, i: programmes.change(a, i, "Autumn", clock.today(), clock.today())),
        CLINIC,
        OTHER_CLINIC,
    ),
    Row("clinic.programmes.remove", of_programme(programmes.remove), CLINIC, OTHER_CLINIC),
    Row("clinic.completions.record_completion", _record, CLINIC, OTHER_CLINIC),
    Row("clinic.completions.take_back_completion", _take_back, CLINIC, OTHER_CLINIC),
)
