"""Rates, with Garwood's interval against published tables."""

from math import inf, nan

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from services.engagement.statistics.rates import poisson_rate

# F. Garwood, Biometrika 28 (1936) 437-442, table at 95 %, to three places as since reprinted. 25 from GraphPad,
# "How QuickCalcs computes the confidence interval of a count".
GARWOOD = [
    (0, 0.0, 3.689),
    (1, 0.025, 5.572),
    (2, 0.242, 7.225),
    (3, 0.619, 8.767),
    (4, 1.090, 10.242),
    (5, 1.623, 11.668),
    (6, 2.202, 13.059),
    (7, 2.814, 14.423),
    (8, 3.454, 15.763),
    (9, 4.115, 17.085),
    (10, 4.795, 18.390),
]


@pytest.mark.parametrize(("count", "low", "high"), GARWOOD)
def test_the_interval_of_a_count_is_garwoods(count: int, low: float, high: float) -> None:
    found = poisson_rate(count, 1)
    assert found
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=0.0005)


def test_the_interval_of_a_larger_count_is_graphpads() -> None:
    found = poisson_rate(25, 1)
    assert found
    assert (found.interval.low, found.interval.high) == pytest.approx((16.18, 36.90), abs=0.005)


def test_a_rate_is_for_one_unit_of_exposure() -> None:
    found = poisson_rate(5, 10)
    assert found
    assert (found.value, found.interval.low, found.interval.high) == pytest.approx((0.5, 0.1623, 1.1668), abs=0.00005)


def test_with_no_exposure_there_is_no_rate() -> None:
    assert poisson_rate(0, 0) is None


@pytest.mark.parametrize(("count", "exposure"), [(-1, 1), (1, -1), (1, nan), (1, inf)])
def test_what_cannot_be_counted_or_measured_is_no_rate(count: int, exposure: float) -> None:
    with pytest.raises(ValueError, match="no rate"):
        poisson_rate(count, exposure)


@settings(deadline=None)  # the first call imports scipy
@given(st.integers(0, 500), st.floats(0.01, 10_000))
@example(0, 12.0)
def test_at_either_limit_as_many_or_as_few_happen_once_in_forty(count: int, exposure: float) -> None:
    found = poisson_rate(count, exposure)
    assert found
    assert found.interval.low <= found.value <= found.interval.high
    assert poisson.cdf(count, found.interval.high * exposure) == pytest.approx(0.025)
    if count:
        assert poisson.sf(count - 1, found.interval.low * exposure) == pytest.approx(0.025)
