"""A half goes up, also where binary arithmetic keeps it from being one."""

from decimal import Decimal

import pytest

from services.engagement.statistics.proportions import share
from services.engagement.statistics.rounding import half_up


@pytest.mark.parametrize(
    ("number", "to"),
    [(7.25, "7.3"), (4.75, "4.8"), (0.05, "0.1"), (7.0, "7.0"), (0.15, "0.2"), (7.2499, "7.2"), (0.0, "0.0")],
)
def test_a_half_of_a_tenth_goes_up(number: float, to: str) -> None:
    """0.15 is a little less than it says in binary, and 0.05 a little more."""
    assert half_up(number, 1) == Decimal(to)


@pytest.mark.parametrize(("number", "to"), [(2.5, 3), (3.5, 4), (2.4999, 2), (100 * 0.285, 29)])
def test_a_half_goes_up_to_the_next_whole(number: float, to: int) -> None:
    """100 * 0.285 is 28.499999999999996."""
    assert half_up(number) == to


def test_a_share_of_half_a_per_cent_goes_up() -> None:
    assert share(57, 200).percent == 29
    assert share(1, 8).percent == 13
