"""Averages over group sessions against published values."""

import pytest

from services.engagement.statistics.averages import Average, centred_mean, lately

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.4.2.1: a supplier's amounts and their moving averages of three.
SUPPLIER = [9, 8, 9, 12, 9, 12, 11, 7, 13, 9, 11, 10]
SUPPLIER_OF_THREE = [8.667, 9.667, 10.000, 11.000, 10.667, 10.000, 10.333, 9.667, 11.000, 10.000]
# G. Keller, Statistics for Management and Economics, instructor's solutions, exercise 20.2: five-period averages.
KELLER = [48, 41, 37, 32, 36, 31, 43, 52, 60, 48, 41, 30]
KELLER_OF_FIVE = [38.8, 35.4, 35.8, 38.8, 44.4, 46.8, 48.8, 46.2]


def test_the_moving_mean_of_three_is_nists() -> None:
    assert centred_mean(SUPPLIER, 3) == [None, *[pytest.approx(v, abs=0.0005) for v in SUPPLIER_OF_THREE], None]


def test_the_moving_mean_of_five_is_kellers() -> None:
    middle = [pytest.approx(value) for value in KELLER_OF_FIVE]
    assert centred_mean(KELLER, 5) == [None, None, *middle, None, None]


@pytest.mark.parametrize("length", range(5))
def test_too_short_for_the_window_has_no_mean(length: int) -> None:
    assert centred_mean([7] * length, 5) == [None] * length


def test_the_last_six_are_compared_with_the_six_before() -> None:
    values = [99, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert lately(values) == (Average(57, 6), Average(21, 6))


def test_without_six_before_there_is_no_comparison() -> None:
    assert lately([5] * 11) == (Average(30, 6), None)
    assert lately([5, 6]) == (Average(11, 2), None)
    assert lately([]) == (None, None)
