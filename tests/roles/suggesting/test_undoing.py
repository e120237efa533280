"""R20: a run undone."""

from models import Duty, SuggestionRun
from services.roles.duties import accept, hand_back
from services.roles.suggesting.accepting import accept_suggestions
from services.roles.suggesting.runs import lock, undo
from services.roles.swapping import swap
from tests import make
from tests.cast import Cast
from tests.roles.suggesting.stage import stage, suggestions


def test_r20_undoing_takes_back_all_that_nobody_touched(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21, 35))
    run = scene.suggest().run_id
    assert undo(cast.coordinator_2, run) == 3
    assert make.rows(Duty) == []
    assert make.rows(SuggestionRun)[0].undone_at is not None
    assert undo(cast.coordinator, run) == 0


def test_r20_undoing_leaves_what_was_touched(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", "Carys", "Dilys", days=(7, 21, 35, 49, 63, 77, 91, 105))
    run = scene.suggest(8).run_id
    untouched, offered, locked, unlocked, swapped, other, back, yes = (duty.id or 0 for duty in suggestions())
    accept_suggestions(cast.coordinator, cast.group.id or 0, [offered])
    lock(cast.coordinator, locked, locked=True)
    lock(cast.coordinator, unlocked, locked=True)
    lock(cast.coordinator, unlocked, locked=False)
    pair = swap(cast.coordinator, swapped, other)
    hand_back(cast.coordinator, back)
    accept(cast.coordinator, yes)
    before = {duty.id: (duty.state, duty.member_id) for duty in make.rows(Duty)}
    assert undo(cast.coordinator, run) == 1
    after = {duty.id: (duty.state, duty.member_id) for duty in make.rows(Duty)}
    assert before.pop(untouched)
    assert after == before
    assert set(pair) <= set(after)


def test_r20_undoing_one_run_leaves_another_alone(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    first = scene.suggest(1).run_id
    lock(cast.coordinator, suggestions()[0].id or 0, locked=True)
    second = scene.suggest(2).run_id
    assert undo(cast.coordinator, second) == 1
    assert [duty.run_id for duty in suggestions()] == [first]
