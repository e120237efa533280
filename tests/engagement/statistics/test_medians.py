"""The median of a sample, and how far it can be trusted."""

import random
import statistics
from math import inf, nan

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.engagement.statistics.intervals import Interval
from services.engagement.statistics.medians import Median, middle_half, sample_median

# Of so many values, the rank of the limits from either end: K. R. Nair, Sankhya 4 (1940) 551-558, as in W. J. Dixon and
# F. J. Massey, Introduction to Statistical Analysis (1969).
NAIR = {
    **{6: 1, 7: 1, 8: 1, 9: 2, 10: 2, 11: 2, 12: 3, 13: 3, 14: 3, 15: 4, 16: 4, 17: 5, 18: 5, 19: 5, 20: 6, 21: 6},
    **{22: 6, 23: 7, 24: 7, 25: 8, 26: 8, 27: 8, 28: 9, 29: 9, 30: 10, 35: 12, 37: 13, 40: 14, 44: 16, 50: 18},
    **{51: 19, 54: 20, 60: 22, 65: 25},
}
# D. G. Bonett, the R package statpsych, example of ci.median: 20.7, from 10.8 to 30.9.
BONETT = [
    *(30.2, 20.4, 15.1, 10.2, 10.5, 60.8, 20.8, 25.0, 20.7, 30.9),
    *(10.8, 5.1, 50.9, 40.0, 20.9, 10.8, 0, 20.5, 50.8),
]
numbers = st.lists(st.one_of(st.integers(0, 9).map(float), st.floats(-1e6, 1e6)), min_size=1, max_size=60)


@pytest.mark.parametrize(("of", "rank"), NAIR.items())
def test_the_limits_are_at_nairs_ranks(of: int, rank: int) -> None:
    found = sample_median(range(1, of + 1))
    assert found
    assert found.interval == Interval(rank, of + 1 - rank)


def test_the_median_and_its_interval_are_bonetts() -> None:
    assert sample_median(BONETT) == Median(20.7, Interval(10.8, 30.9), 19)


@pytest.mark.parametrize("of", range(1, 6))
def test_below_six_values_no_interval_holds_often_enough(of: int) -> None:
    assert sample_median([3] * of) == Median(3, None, of)


def test_of_an_even_number_the_median_lies_between_two() -> None:
    assert sample_median([1, 2, 4, 9]) == Median(3, None, 4)


def test_no_values_have_no_median() -> None:
    assert sample_median([]) is None


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_a_value_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        sample_median([1, value])


@settings(deadline=None)  # the first call imports scipy
@given(numbers, st.randoms(use_true_random=False))
@example(BONETT, random.Random(1))
def test_the_order_of_values_makes_no_difference(values: list[float], chance: random.Random) -> None:
    shuffled = list(values)
    chance.shuffle(shuffled)
    assert sample_median(shuffled) == sample_median(values)


@settings(deadline=None)  # the first call imports scipy
@given(numbers)
@example([7.0] * 6)
def test_the_median_is_within_its_interval_between_two_of_the_values(values: list[float]) -> None:
    found = sample_median(values)
    assert found
    assert found.value == statistics.median(values)
    if found.interval:
        assert found.interval.low <= found.value <= found.interval.high
        assert {found.interval.low, found.interval.high} <= set(values)


def test_the_middle_half_lies_between_the_quartiles() -> None:
    """R 4.x: quantile(c(1, 2, 4, 8, 16), c(.25, .75), type = 7) is 2 and 8; of 1 to 8 it is 2.75 and 6.25."""
    assert middle_half([16, 1, 8, 2, 4]) == Interval(2, 8)
    assert middle_half(range(1, 9)) == Interval(2.75, 6.25)
    assert middle_half([3]) is None
