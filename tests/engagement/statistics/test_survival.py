"""R25: the Kaplan-Meier curve against what R, Stata and books have published."""

from math import inf, nan, sqrt

import pytest

from services.engagement.statistics.intervals import Interval
from services.engagement.statistics.survival import Curve, Followed, Step, kaplan_meier
from tests.engagement.statistics.published import (
    FAN_BELTS,
    KLEINBAUM_TREATED,
    MAINTAINED,
    MILLER_MAINTAINED,
    MILLER_NOT_MAINTAINED,
    NOT_MAINTAINED,
    PLACEBO,
    R_FAN_BELTS,
    RODRIGUEZ_PLACEBO,
    TREATED,
    followed,
)


def curve(people: list[Followed]) -> Curve:
    found = kaplan_meier(people)
    assert found
    return found


def at(found: Curve, time: float) -> Step:
    step = found.at(time)
    assert step
    return step


@pytest.mark.parametrize(
    ("people", "published"),
    [(MAINTAINED, MILLER_MAINTAINED), (NOT_MAINTAINED, MILLER_NOT_MAINTAINED)],
    ids=["maintained", "not maintained"],
)
def test_survival_and_greenwoods_error_are_millers(
    people: list[Followed], published: list[tuple[float, int, int, float, float | None]]
) -> None:
    leaving = [step for step in curve(people).steps if step.ended]
    assert [(step.time, step.at_risk, step.ended) for step in leaving] == [row[:3] for row in published]
    assert [step.survival for step in leaving] == pytest.approx([row[3] for row in published], abs=0.0005)
    errors = [step.variance if step.variance is None else sqrt(step.variance) for step in leaving]
    assert errors == [row[4] if row[4] is None else pytest.approx(row[4], abs=0.00005) for row in published]


@pytest.mark.parametrize(
    ("people", "published"),
    [(TREATED, KLEINBAUM_TREATED), (PLACEBO, RODRIGUEZ_PLACEBO)],
    ids=["treated", "placebo"],
)
def test_survival_and_its_interval_are_statas(
    people: list[Followed], published: list[tuple[float, float, float, float, float]]
) -> None:
    for time, survival, error, low, high in published:
        step = at(curve(people), time)
        assert step.interval
        assert step.variance
        found = (step.survival, sqrt(step.variance), step.interval.low, step.interval.high)
        assert found == pytest.approx((survival, error, low, high), abs=0.00005)


def test_the_interval_is_rs_to_the_last_digit() -> None:
    for time, survival, low, high in R_FAN_BELTS:
        step = at(curve(FAN_BELTS), time)
        found = step.interval or Interval(nan, nan)
        assert step.survival == pytest.approx(survival, rel=1e-12)
        assert (found.low, found.high) == pytest.approx((low or nan, high or nan), rel=1e-9, nan_ok=True)


def test_numbers_at_risk_are_of_those_followed_until_just_before() -> None:
    assert curve(MAINTAINED).at_risk([0, 9, 9.5, 13, 14, 28, 161, 162]) == [11, 11, 10, 10, 8, 6, 1, 0]


def test_nobody_has_no_curve() -> None:
    assert kaplan_meier([]) is None


def test_with_everybody_still_here_the_curve_stays_up() -> None:
    found = curve(followed([], [3, 5]))
    assert [(step.survival, step.variance, step.interval) for step in found.steps] == [(1.0, 0.0, None)] * 3


def test_one_person_who_left() -> None:
    assert curve(followed([4])).steps == (Step(0, 1, 0, 1.0, 0.0, None), Step(4, 1, 1, 0.0, None, None))


def test_leaving_at_once_is_the_first_step() -> None:
    first, last = curve(followed([0], [7])).steps
    assert (first.time, first.at_risk, first.ended, first.survival) == (0, 2, 1, 0.5)
    assert (last.time, last.at_risk, last.survival) == (7, 1, 0.5)


def test_who_was_last_known_of_when_another_left_was_still_here_then() -> None:
    assert at(curve(followed([5], [5, 5, 5])), 5).survival == 0.75


def test_between_steps_the_last_one_holds() -> None:
    assert at(curve(MAINTAINED), 12.9).time == 9
    assert at(curve(MAINTAINED), 8.9).survival == 1


def test_after_the_last_time_known_nothing_is_known() -> None:
    assert curve(MAINTAINED).at(161.1) is None


def test_after_everybody_left_nobody_comes_back() -> None:
    assert at(curve(NOT_MAINTAINED), 100).survival == 0


def test_no_curve_before_its_beginning() -> None:
    with pytest.raises(ValueError, match="begins at 0"):
        curve(MAINTAINED).at(-0.1)


@pytest.mark.parametrize("time", [-1, nan, inf])
def test_nobody_is_followed_for_less_than_no_time_or_for_ever(time: float) -> None:
    with pytest.raises(ValueError, match="followed for"):
        Followed(time, ended=True)
