"""R18 and R19: a run of suggestions, and what it says of itself."""

import pytest

from models import AuditEvent, DutyState, SuggestionRun
from services.errors import Conflict, Invalid
from services.roles.duties import offer
from services.roles.rota import rota
from services.roles.suggesting.runs import suggest
from tests import make
from tests.cast import Cast
from tests.queries import how_many
from tests.roles.suggesting.stage import stage, suggestions


def test_r19_a_run_fills_what_it_can_and_counts_what_stays_open(cast: Cast) -> None:
    scene = stage(cast, "Amina", days=(7, 21, 35), needs_backup=True)
    made = scene.suggest()
    assert (made.suggestions, made.proven) == (2, True)
    shown = [meeting.roles[0] for meeting in rota(cast.coordinator, cast.group.id or 0, 3)]
    assert sum(role.open_places for role in shown) == 1
    assert all(role.backup_missing for role in shown)
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
