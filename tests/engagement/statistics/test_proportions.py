"""Shares and their Wilson interval against published values."""

import pytest

from services.engagement.statistics.intervals import Interval
from services.engagement.statistics.proportions import Share, share, wilson

# R. G. Newcombe, Stat. Med. 17 (1998) 857-872, table I, method 3 (score, no continuity correction).
NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)]


@pytest.mark.parametrize(("count", "of", "low", "high"), NEWCOMBE)
def test_r23_the_wilson_interval_is_newcombes(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.00005)


def test_of_nobody_nothing_is_known() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)


@pytest.mark.parametrize(("count", "of"), [(1, 0), (9, 8), (-1, 8)])
def test_more_than_all_or_fewer_than_none_is_no_proportion(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="no proportion"):
        wilson(count, of)


@pytest.mark.parametrize("of", range(8))
def test_no_percentage_below_eight(of: int) -> None:
    """R23."""
    assert share(of, of) == Share(of, of, None, None, None)


def test_from_eight_a_percentage_with_its_interval() -> None:
    """R23: 4 of 8, Wilson 0.2152 to 0.7848."""
    assert share(4, 8) == Share(4, 8, 50, 22, 78)
