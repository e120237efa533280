"""Days of the week in one number."""

from itertools import combinations

from services.group_sessions.weekdays import from_bits, to_bits


def test_every_choice_of_days_comes_back_as_it_was() -> None:
    for many in range(1, 8):
        for days in combinations(range(7), many):
            assert from_bits(to_bits(days)) == days


def test_no_day_is_nothing_and_not_zero() -> None:
    assert to_bits([]) is None
    assert from_bits(None) == ()


def test_all_days_fit_the_check_in_the_database() -> None:
    assert to_bits(range(7)) == 127
