"""R25: what holds of every Kaplan-Meier curve, and of how long half stay."""

import random
import statistics
from itertools import pairwise
from math import isfinite

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from services.engagement.statistics.survival import Curve, Followed, kaplan_meier
from services.engagement.statistics.survival_median import SurvivalMedian, median_survival
from tests.engagement.statistics.published import (
    FAN_BELTS,
    MAINTAINED,
    NOT_MAINTAINED,
    PLACEBO,
    TREATED,
    all_left,
    followed,
    people,
)


def curve(everyone: list[Followed]) -> Curve:
    found = kaplan_meier(everyone)
    assert found
    return found


@given(people)
@example(NOT_MAINTAINED)
def test_the_curve_only_comes_down(everyone: list[Followed]) -> None:
    heights = [1.0, *(step.survival for step in curve(everyone).steps)]
    assert all(after <= before for before, after in pairwise(heights))
    assert heights[-1] >= 0


@given(people)
@example(NOT_MAINTAINED)
def test_the_curve_is_within_its_interval(everyone: list[Followed]) -> None:
    for step in curve(everyone).steps:
        assert (step.interval is None) == (step.survival in (0, 1))
        if step.interval:
            assert 0 <= step.interval.low < step.survival < step.interval.high <= 1


@given(people)
@example(NOT_MAINTAINED)
def test_every_number_of_a_curve_is_one(everyone: list[Followed]) -> None:
    for step in curve(everyone).steps:
        assert isfinite(step.survival)
        assert step.variance is None or (isfinite(step.variance) and step.variance >= 0)


@given(all_left)
@example([5, 5, 8, 8, 12])
def test_when_all_have_left_it_is_the_share_with_longer_times(times: list[float]) -> None:
    for step in curve(followed(times)).steps:
        longer = sum(time > step.time for time in times)
        assert step.survival == pytest.approx(longer / len(times), abs=1e-12)


@given(people, st.randoms(use_true_random=False))
@example(NOT_MAINTAINED, random.Random(1))
def test_the_order_of_people_makes_no_difference(everyone: list[Followed], chance: random.Random) -> None:
    shuffled = list(everyone)
    chance.shuffle(shuffled)
    assert kaplan_meier(shuffled) == kaplan_meier(everyone)


@given(people, st.lists(st.floats(0, 1001), max_size=8))
@example(MAINTAINED, [0, 13, 13.5, 161, 200])
def test_at_risk_is_everyone_followed_at_least_as_long(everyone: list[Followed], times: list[float]) -> None:
    found = curve(everyone).at_risk(times)
    assert found == [sum(person.time >= time for person in everyone) for time in times]


@settings(deadline=None)  # the first call imports scipy
@pytest.mark.filterwarnings("ignore:The confidence interval is undefined")
@given(people)
@example(MAINTAINED)
@example(NOT_MAINTAINED)
@example(TREATED)
@example(PLACEBO)
@example(FAN_BELTS)
def test_the_curve_and_its_interval_are_scipys(everyone: list[Followed]) -> None:
    times, left = [person.time for person in everyone], [person.ended for person in everyone]
    theirs = ecdf(CensoredData.right_censored(times, np.logical_not(left))).sf
    band = theirs.confidence_interval(0.95, method="log-log")
    ours = [step for step in curve(everyone).steps if step.time in set(times)]
    assert [step.time for step in ours] == theirs.quantiles.tolist()
    assert [step.survival for step in ours] == pytest.approx(theirs.probabilities.tolist(), abs=1e-12)
    for step, low, high in zip(ours, band.low.probabilities, band.high.probabilities, strict=True):
        if step.interval:
            assert (step.interval.low, step.interval.high) == pytest.approx((low, high), abs=1e-9)


@given(people)
@example(PLACEBO)
def test_the_median_is_within_its_interval(everyone: list[Followed]) -> None:
    found = median_survival(curve(everyone))
    if found.value is not None:
        assert found.low is None or found.low <= found.value
        assert found.high is None or found.value <= found.high
    else:
        assert found.high is None


@given(all_left)
@example([1, 2, 3, 4])
@example(list(range(1, 25)))  # comes to a rounding above one half
@example(list(range(1, 35)))  # and this below
def test_when_all_have_left_half_stay_as_long_as_the_median(times: list[float]) -> None:
    assert median_survival(curve(followed(times))).value == pytest.approx(statistics.median(times))


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=20))
@example([3])
def test_while_everybody_is_still_here_no_median_is_known(times: list[float]) -> None:
    assert median_survival(curve(followed([], times))) == SurvivalMedian(None, None, None)
