"""How was it?, in the demo: one group asks, and what its people said is shown for some group sessions, not for all."""

from collections import Counter

import pytest

from models import Account, Face, Feeling, GraduateGroup
from services.feeling.asking import Missing, see_answers
from services.security.actor import Actor
from services.security.sign_in import actor_of
from tests import make
from tests.demo.figures import Figures

RIVERSIDE = 1
pytestmark = pytest.mark.usefixtures("demo_url")


@pytest.fixture
def coordinator() -> Actor:
    return actor_of(make.rows(Account, username="coordinator")[0], (RIVERSIDE,))


def test_riverside_asks_and_the_other_group_does_not() -> None:
    assert {row.id: row.asks_feeling for row in make.rows(GraduateGroup)} == {1: True, 2: False}


def test_finished_group_sessions_of_riverside_have_answers_and_no_others(demo: Figures) -> None:
    finished = {row.id for row in demo.past if row.group_id == RIVERSIDE and row.register_finished_at}
    assert {row.group_session_id for row in make.rows(Feeling)} == finished


def test_nobody_answered_who_did_not_come(demo: Figures) -> None:
    came = Counter(mark.group_session_id for mark in demo.marks if mark.kind in {"came", "late"})
    for row in make.rows(Feeling):
        assert 0 < sum(getattr(row, face) for face in Face) <= came[row.group_session_id]


def test_some_are_shown_and_some_are_too_few_of_either_kind(demo: Figures, coordinator: Actor) -> None:
    before = make.rows(Feeling)
    missing = Counter(see_answers(coordinator, row.group_session_id).missing for row in before)
    assert set(missing) == {None, Missing.PEOPLE, Missing.ANSWERS}
    assert missing[None] > 10
    assert make.rows(Feeling) == before, "looking at the demo changes nothing"
