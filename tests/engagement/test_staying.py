"""How long people keep coming, recounted from raw rows (R25, R26)."""

import pytest

from models import MarkKind
from services.engagement.attendance import Outcome
from services.engagement.periods import Period
from services.engagement.staying import Staying, staying
from tests.engagement import recount, recount_staying
from tests.engagement.further import many
from tests.engagement.test_figures import EVER, months
from tests.engagement.world import Someone, build

CAME, MISSED = MarkKind.CAME, MarkKind.DID_NOT_COME
HELD, OPEN, CANCELLED = Outcome.RECORDED, Outcome.NOT_RECORDED, Outcome.CANCELLED


def of(pattern: str, outcomes: tuple[Outcome, ...] = ()) -> Staying:
    """One person: x where they came. Group sessions are two weeks apart; the last was two weeks ago."""
    marks = tuple(CAME if one == "x" else MISSED for one in pattern)
    world = build(outcomes or (HELD,) * len(marks), (Someone(marks),))
    return staying(world.coordinator, world.group.id or 0, Period.ALL_TIME)


@pytest.mark.parametrize("seed", range(3))
def test_both_are_given_the_curve_of_everyone_they_may_count(database_url: str, seed: int) -> None:
    """R25, R26."""
    world = many(seed, sessions=45, people=60)
    many(seed + 100, sessions=9, people=5)  # another clinic's
    group, agreed = world.group.id or 0, recount.agreed(world.clinic.clinic_id or 0)
    asked = (
        (staying(world.coordinator, group, Period.ALL_TIME), (group, EVER, None)),
        (staying(world.clinic, group), (group, months(24), agreed)),
    )
    for view, whom in asked:
        people = recount_staying.followed(*whom)
        assert (view.once, view.once_lately) == recount_staying.came_once(*whom)
        assert (view.people, view.left) == (len(people), sum(left for _, left in people))
        assert (view.curve is None) == (len(people) < 20)
        for step in view.curve.steps if view.curve else ():
            assert step.survival == pytest.approx(recount_staying.survival(people, int(step.time)))
            assert step.at_risk == sum(days >= step.time for days, _ in people)


def test_of_many_there_is_a_curve_that_comes_down(database_url: str) -> None:
    """So that the test above is not true of no curves at all."""
    view = staying((world := many(1, sessions=45, people=60)).coordinator, world.group.id or 0, Period.ALL_TIME)
    assert view.curve is not None
    assert view.left > 0
    assert view.curve.steps[-1].survival < 1


@pytest.mark.parametrize(
    ("pattern", "once"), [("x......", (1, 0)), ("......x", (1, 1)), ("x.....x", (0, 0)), ("x..", (1, 1))]
)
def test_who_came_once_lately_may_yet_come_again(database_url: str, pattern: str, once: tuple[int, int]) -> None:
    """R24."""
    assert ((view := of(pattern)).once, view.once_lately) == once


@pytest.mark.parametrize(("pattern", "left"), [("x......", 1), ("xx.....", 0), ("x.....x", 0), ("x.....", 0)])
def test_leaving_is_no_visit_in_the_last_six_held(database_url: str, pattern: str, left: int) -> None:
    """R25."""
    assert of(pattern).left == left


def test_a_session_without_a_finished_register_is_not_held(database_url: str) -> None:
    """R12: six more were planned, but only five of them held."""
    assert of("x......", (HELD, *[HELD] * 5, OPEN)).left == 0
    assert of("x......", (HELD, *[HELD] * 5, CANCELLED)).left == 0


def test_a_visit_noted_in_a_register_that_is_not_finished_is_no_visit_yet(database_url: str) -> None:
    assert of("x", (OPEN,)).people == 0
    assert len(of("x", (OPEN,)).not_recorded) == 1


@pytest.mark.parametrize(("number", "curve"), [(19, False), (20, True)])
def test_a_curve_needs_twenty_people(database_url: str, number: int, curve: bool) -> None:
    """R25."""
    world = build((HELD,) * 7, (Someone((CAME, *[MISSED] * 6)),) * number)
    assert (staying(world.coordinator, world.group.id or 0).curve is not None) is curve


def test_leaving_is_dated_to_the_last_visit_and_the_rest_are_known_until_the_first_of_the_six(
    database_url: str,
) -> None:
    """R25: ten sessions; ten people came to the first three (28 days), ten to all, known for four (56 days)."""
    gone, here = Someone((*[CAME] * 3, *[MISSED] * 7)), Someone((CAME,) * 10)
    world = build((HELD,) * 10, (gone,) * 10 + (here,) * 10)
    view = staying(world.coordinator, world.group.id or 0)
    assert view.curve is not None
    assert [(step.time, step.ended, step.at_risk) for step in view.curve.steps] == [
        (0, 0, 20),
        (28, 10, 20),
        (56, 0, 10),
    ]
    assert view.curve.steps[1].survival == 0.5


def test_a_period_speaks_of_those_who_first_came_in_it(database_url: str) -> None:
    """Forty sessions: one person from the first, one from half a year ago."""
    old, new = (CAME,) * 40, (*[MISSED] * 28, *[CAME] * 12)
    world = build((HELD,) * 40, (Someone(old), Someone(new)))
    group = world.group.id or 0
    assert staying(world.coordinator, group, Period.LAST_12_MONTHS).people == 1
    assert staying(world.coordinator, group, Period.PREVIOUS_12_MONTHS).people == 1
    assert staying(world.coordinator, group, Period.ALL_TIME).people == 2
