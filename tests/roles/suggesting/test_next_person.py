"""R18: whom to ask next is whom a run would suggest, and never who said no."""

from datetime import timedelta

from models import DutyState, Growth, Wish
from services import clock
from services.roles.duties import hand_back
from tests import make
from tests.cast import Cast
from tests.roles.suggesting.stage import stage, suggestions


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
