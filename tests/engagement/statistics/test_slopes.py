"""The Theil-Sen slope against Sen's own example, and against its definition."""

import random
from itertools import combinations, permutations
from math import inf, nan
from statistics import median

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import theilslopes

from services.engagement.statistics.intervals import Interval
from services.engagement.statistics.slopes import Slope, theil_sen

Points = list[tuple[float, float]]

# P. K. Sen, J. Am. Stat. Assoc. 63 (1968) 1379-1389: slope 4. His list of slopes has mistakes; the R package deming
# (tests/thiel.R) has limits from a right one, 26/7 and 35/8: by its normal approximation of 93 %, by count the
# narrowest of 95 %.
SEN: Points = [(1, 9), (2, 15), (3, 19), (4, 20), (10, 45), (12, 55), (18, 78)]
# D. G. Bonett, the R package statpsych, example of ci.theil: 0.5, from 0.3243243 to 0.75. Some share a place.
BONETT: Points = list(
    zip(
        [67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51],
        [21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19],
        strict=True,
    )
)
whole = st.integers(-20, 20).map(float)
clouds = st.lists(st.tuples(whole, whole), max_size=15)


def all_slopes(points: Points) -> list[float]:
    return sorted((b[1] - a[1]) / (b[0] - a[0]) for a, b in combinations(points, 2) if a[0] != b[0])


@pytest.mark.parametrize(
    ("points", "slope", "low", "high"),
    [(SEN, 4, 26 / 7, 35 / 8), (BONETT, 0.5, 0.3243243, 0.75)],
    ids=["Sen", "Bonett"],
)
def test_the_slope_and_its_interval_are_as_published(points: Points, slope: float, low: float, high: float) -> None:
    found = theil_sen(points)
    assert found
    assert found.interval
    assert (found.value, found.interval.low, found.interval.high) == pytest.approx((slope, low, high), abs=5e-8)


@given(clouds)
@example(SEN)
@example([(1, 1), (1, 2), (2, 2), (3, 5)])
def test_the_slope_is_the_median_of_all_between_two_points(points: Points) -> None:
    found = theil_sen(points)
    slopes = all_slopes(points)
    assert (found and found.value) == (median(slopes) if slopes else None)


@pytest.mark.filterwarnings("ignore:invalid value encountered in sqrt")  # in scipy's interval, which we leave
@settings(deadline=None)  # the first call imports scipy
@given(clouds.filter(lambda points: len({x for x, _ in points}) > 1))
@example(SEN)
def test_the_slope_is_scipys(points: Points) -> None:
    found = theil_sen(points)
    assert found
    assert found.value == pytest.approx(theilslopes([y for _, y in points], [x for x, _ in points]).slope)


@pytest.mark.parametrize(
    "places",
    [
        [1, 2, 3, 4],
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5, 6],
        [1, 2, 4, 8, 9, 11, 20],
        [1, 1, 2, 3, 3, 3, 7],
        [1, 1, 1, 2, 2],
    ],
    ids=str,
)
def test_the_interval_is_the_narrowest_that_holds_in_19_orders_of_20(places: list[float]) -> None:
    """With no slope every order of y is as likely: the interval is counted out over all of them."""
    orders = [list(zip(places, ys, strict=True)) for ys in permutations(range(len(places)))]
    falling = [sum(slope < 0 for slope in all_slopes(points)) for points in orders]
    rank = max(rank for rank in range(len(places) ** 2) if sum(f < rank for f in falling) <= 0.025 * len(orders))
    for points in orders[:: len(orders) // 24]:
        slopes, found = all_slopes(points), theil_sen(points)
        assert found
        assert found.interval == (Interval(slopes[rank - 1], slopes[-rank]) if rank else None)


def test_with_many_points_the_interval_is_nearly_sens_normal_one() -> None:
    chance = random.Random(3)
    points = [(float(x), 0.5 * x + chance.gauss(0, 5)) for x in range(80)]
    found = theil_sen(points)
    theirs = theilslopes([y for _, y in points], [x for x, _ in points])
    assert found
    assert found.interval
    near = (theirs.low_slope, theirs.high_slope)
    assert (found.interval.low, found.interval.high) == pytest.approx(near, abs=0.003)


@given(clouds, st.integers(-9, 9))
@example(SEN, -4)
def test_a_steeper_line_is_steeper_by_as_much(points: Points, more: int) -> None:
    found, tilted = theil_sen(points), theil_sen([(x, y + more * x) for x, y in points])
    assert (found is None) == (tilted is None)
    if found and tilted:
        assert tilted.value == pytest.approx(found.value + more)
        assert (found.interval is None) == (tilted.interval is None)
        if found.interval and tilted.interval:
            expected = (found.interval.low + more, found.interval.high + more)
            assert (tilted.interval.low, tilted.interval.high) == pytest.approx(expected)


@given(clouds, st.randoms(use_true_random=False))
@example(SEN, random.Random(1))
def test_the_order_of_points_makes_no_difference(points: Points, chance: random.Random) -> None:
    shuffled = list(points)
    chance.shuffle(shuffled)
    assert theil_sen(shuffled) == theil_sen(points)


@given(clouds)
@example(SEN)
def test_the_slope_is_within_its_interval(points: Points) -> None:
    found = theil_sen(points)
    if found and found.interval:
        assert found.interval.low <= found.value <= found.interval.high


@pytest.mark.parametrize("points", [[], [(1, 2)], [(3, 1), (3, 9), (3, 4)]], ids=["none", "one", "one place"])
def test_without_two_places_there_is_no_slope(points: Points) -> None:
    assert theil_sen(points) is None


def test_two_points_have_a_slope_and_no_interval() -> None:
    assert theil_sen([(1, 2), (3, 8)]) == Slope(3, None)


def test_one_odd_figure_changes_nothing() -> None:
    found = theil_sen([(1, 1), (2, 2), (3, 3), (4, 100), (5, 5), (6, 6)])
    assert found
    assert found.value == 1


@pytest.mark.parametrize("point", [(nan, 1), (1, nan), (inf, 1), (1, -inf)], ids=str)
def test_a_point_that_is_nowhere_is_refused(point: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="finite"):
        theil_sen([(1, 1), point])
