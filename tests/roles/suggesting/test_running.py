"""R18 to R20: a run of suggestions, run again around what is locked, and undone."""

from datetime import timedelta

import pytest

from models import AuditEvent, Duty, DutyState, Growth, MarkKind, SuggestionRun, Wish
from services import clock
from services.errors import Conflict, Invalid
from services.register.marking import Tap, mark
from services.roles.duties import accept, hand_back, offer, take_back
from services.roles.rota import rota
from services.roles.suggesting.accepting import accept_suggestions
from services.roles.suggesting.runs import lock, suggest, undo
from services.roles.swapping import swap
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.roles.suggesting.stage import stage, state, suggestions, who_has


def test_r19_a_run_fills_what_it_can_and_counts_what_stays_open(cast: Cast) -> None:
    scene = stage(cast, "Amina", days=(7, 21, 35), needs_backup=True)
    made = scene.suggest()
    assert (made.suggestions, made.open, made.no_backup, made.proven) == (2, 1, 3, True)
    kept = make.rows(SuggestionRun)[0]
    assert (kept.id, kept.group_sessions, kept.proven, kept.account_id) == (
        made.run_id,
        3,
        True,
        cast.coordinator.account_id,
    )
    assert {duty.run_id for duty in suggestions()} == {made.run_id}


def test_r18_a_suggestion_asks_nobody_anything(cast: Cast) -> None:
    scene = stage(cast, "Amina")
    scene.suggest()
    assert [event.action for event in make.rows(AuditEvent, subject="duty")] == []
    assert scene.shown().holders[0].state is DutyState.SUGGESTED


@pytest.mark.parametrize("sessions", [0, -1, 14])
def test_from_one_to_thirteen_sessions(cast: Cast, sessions: int) -> None:
    with pytest.raises(Invalid):
        suggest(cast.coordinator, cast.group.id or 0, sessions)


def test_a_group_without_sessions_or_people_has_nothing_to_suggest(cast: Cast) -> None:
    assert stage(cast, days=()).suggest(13).suggestions == 0


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


def test_r18_what_was_handed_back_is_suggested_to_the_best_next_person_and_never_to_the_same(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", "Carys")
    scene.says(scene.people[2], scene.role, wish=Wish.WOULD_LIKE)
    scene.suggest()
    (duty,) = suggestions()
    assert duty.member_id == scene.people[2].id
    hand_back(cast.coordinator, duty.id or 0)
    first, *_, last = scene.shown().candidates
    assert (first.name, first.to_suggest) == ("Amina", True)
    assert (last.name, last.to_suggest) == ("Carys", False)
    assert scene.suggest().suggestions == 1
    assert [one.member_id for one in suggestions()] == [scene.people[0].id]


def test_r18_whoever_is_named_next_is_whom_a_run_would_suggest(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard", "Carys")
    make.duty(
        make.group_session(cast.group, clock.now() - timedelta(days=30)), scene.role, scene.people[0], DutyState.DONE
    )
    scene.says(scene.people[2], scene.role, growth=Growth.ENJOYED)
    named = scene.shown().candidates[0]
    scene.suggest()
    assert [(one.member_id, one.reason) for one in suggestions()] == [(named.member_id, named.reason)]


def test_r19_a_learner_named_next_is_said_to_learn_as_a_run_would_say_it(cast: Cast) -> None:
    scene = stage(cast, "Ready", "Learner", places=2)
    scene.says(scene.people[0], scene.role, growth=Growth.READY_TO_LEAD)
    assert "learns" not in next(one.reason for one in scene.shown().candidates if one.name == "Learner")
    make.duty(scene.meetings[0], scene.role, scene.people[0], DutyState.ACCEPTED)
    (named,) = scene.shown().candidates
    assert (named.name, named.to_suggest) == ("Learner", True)
    scene.suggest()
    assert [one.reason for one in suggestions()] == [named.reason]
    assert named.reason.endswith("learns it beside someone who is ready to lead it.")


def test_the_number_of_queries_does_not_grow_with_the_group(cast: Cast) -> None:
    scene = stage(cast, days=(7, 21, 35), places=2, needs_backup=True)

    def both() -> list[int]:
        again = how_many(lambda: rota(cast.coordinator, cast.group.id or 0, 3))
        return [how_many(lambda: scene.suggest()), again]

    for number in range(10):
        scene.person(f"Person {number}")
    scene.suggest()
    few = both()
    for number in range(10, 60):
        scene.person(f"Person {number}", visits=1)
    assert both() == few


def test_r18_an_offer_counts_suggestions_as_taken_places(cast: Cast) -> None:
    scene = stage(cast, "Amina", "Bernard")
    scene.suggest()
    other = next(one for one in scene.people if one.id != suggestions()[0].member_id)
    with pytest.raises(Conflict, match="has that place"):
        offer(cast.coordinator, scene.meetings[0].id or 0, scene.role.id or 0, other.id or 0)
