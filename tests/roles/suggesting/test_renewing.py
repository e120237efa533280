"""R18: suggested again around what is locked, offered or answered."""

import pytest

from models import Duty, DutyState, Growth, MarkKind, Wish
from services.errors import Conflict
from services.register.marking import Tap, mark
from services.roles.duties import hand_back, take_back
from services.roles.suggesting.runs import lock
from services.roles.swapping import swap
from tests import make
from tests.cast import Cast
from tests.roles.suggesting.stage import stage, state, suggestions, who_has


def test_r18_what_is_locked_stays_when_the_rest_is_suggested_again(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    scene.suggest()
    kept, other = suggestions()
    lock(cast.coordinator, kept.id or 0, locked=True)
    scene.says(make.rows(type(scene.people[0]), id=other.member_id)[0], scene.role, wish=Wish.WOULD_RATHER_NOT)
    scene.suggest()
    assert {duty.id: who_has(duty) for duty in suggestions()}[kept.id] == who_has(kept)
    assert [duty.member_id for duty in suggestions()] == [kept.member_id] * 2


def test_r20_what_somebody_still_has_on_screen_is_never_somebody_else_by_now(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    scene.suggest()
    seen = {duty.id for duty in suggestions()}
    scene.suggest()
    assert seen.isdisjoint(duty.id for duty in suggestions())


def test_r18_what_is_unlocked_gives_way_again(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    scene.suggest()
    (duty,) = suggestions()
    lock(cast.coordinator, duty.id or 0, locked=True)
    scene.suggest()
    assert [one.id for one in suggestions()] == [duty.id]
    lock(cast.coordinator, duty.id or 0, locked=False)
    scene.suggest()
    assert [one.id == duty.id for one in suggestions()] == [False]


def test_r18_only_a_suggestion_can_be_locked(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    duty = make.duty(scene.meetings[0], scene.role, scene.people[0])
    with pytest.raises(Conflict, match="no suggestion any more"):
        lock(cast.coordinator, duty.id or 0, locked=True)


def test_r18_what_was_offered_and_accepted_stays_when_suggested_again(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    kept = [
        make.duty(scene.meetings[0], scene.role, scene.people[0], DutyState.ACCEPTED).id,
        make.duty(scene.meetings[1], scene.role, scene.people[1]).id,
    ]
    assert scene.suggest().suggestions == 0
    assert [duty.id for duty in make.rows(Duty)] == kept


def test_r19_a_locked_learner_keeps_somebody_beside_them_who_is_ready(cast: Cast) -> None:
    scene = stage(cast, "Learner", "Ready", "Other", needs_backup=True)
    learner, ready, other = scene.people
    scene.says(ready, scene.role, growth=Growth.READY_TO_LEAD)
    scene.says(other, scene.role, growth=Growth.TRIED, wish=Wish.WOULD_LIKE)
    scene.says(learner, scene.role)
    leads = make.duty(scene.meetings[0], scene.role, learner, DutyState.SUGGESTED, locked=True)
    scene.suggest()
    assert [who_has(duty)[1:] for duty in suggestions() if duty.id != leads.id] == [(ready.id, True)]


def test_r15_a_suggestion_whose_word_was_taken_back_stands_again_and_stays_when_suggested_again(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    scene.suggest()
    duty, _ = suggestions()
    mark(cast.coordinator, scene.meetings[0].id or 0, [Tap("a", duty.member_id, MarkKind.SENT_WORD)])
    assert state(duty.id or 0) is DutyState.HANDED_BACK
    mark(cast.coordinator, scene.meetings[0].id or 0, [Tap("b", duty.member_id, MarkKind.NOT_RECORDED)])
    assert state(duty.id or 0) is DutyState.SUGGESTED
    scene.suggest()
    assert suggestions()[0].id == duty.id
    assert len(suggestions()) == 2


def test_r18_a_suggestion_handed_back_by_a_slip_stands_again_and_stays(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", days=(7, 21))
    scene.suggest()
    duty, other = suggestions()
    hand_back(cast.coordinator, duty.id or 0)
    take_back(cast.coordinator, duty.id or 0)
    with pytest.raises(Conflict, match="hand it back"):
        lock(cast.coordinator, duty.id or 0, locked=False)
    assert scene.suggest().suggestions == 1
    swap(cast.coordinator, duty.id or 0, suggestions()[1].id or 0)
    assert [one.member_id for one in suggestions()] == [duty.member_id, other.member_id]
