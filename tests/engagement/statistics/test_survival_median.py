"""How long half stay, against what R, Stata and books have published."""

import pytest

from services.engagement.statistics.survival import Followed, kaplan_meier
from services.engagement.statistics.survival_median import SurvivalMedian, median_survival
from tests.engagement.statistics.published import MAINTAINED, NOT_MAINTAINED, PLACEBO, TREATED, followed


def median(people: list[Followed]) -> SurvivalMedian:
    curve = kaplan_meier(people)
    assert curve
    return median_survival(curve)


# Median: tests/doaml.Rout.save of the R package survival. The limits there (18 and none, 8 and none) are of R's default
# log interval. Of the log-log one, which test_survival_property.py holds to scipy's, the lower edge is 0.508 at 9 weeks
# and 0.447 at 13, the upper never below 0.525; not maintained 0.482 at 5, and 0.561 at 30 and 0.461 at 33.
@pytest.mark.parametrize(
    ("people", "expected"),
    [(MAINTAINED, SurvivalMedian(31, 13, None)), (NOT_MAINTAINED, SurvivalMedian(23, 5, 33))],
    ids=["maintained", "not maintained"],
)
def test_the_median_is_rs(people: list[Followed], expected: SurvivalMedian) -> None:
    assert median(people) == expected


# Median: D. G. Kleinbaum and M. Klein, Survival Analysis, chapter 2. Limits: where the published edges of the curve
# first come to one half (with treatment 0.4316 at 13 weeks, and none; with placebo 0.4254 at 4 and 0.4818 at 11).
@pytest.mark.parametrize(
    ("people", "expected"),
    [(TREATED, SurvivalMedian(23, 13, None)), (PLACEBO, SurvivalMedian(8, 4, 11))],
    ids=["treated", "placebo"],
)
def test_the_median_remission_is_freireichs(people: list[Followed], expected: SurvivalMedian) -> None:
    assert median(people) == expected


def test_a_rest_at_one_half_gives_its_middle() -> None:
    """As R's survfit and SAS's LIFETEST do."""
    assert median(followed([1, 2, 6, 8])).value == 4


def test_a_rest_at_one_half_goes_on_over_those_last_known_of_in_it() -> None:
    assert median(followed([1, 2, 8], [4])).value == 5


def test_a_curve_that_ends_at_one_half_gives_when_it_came_there() -> None:
    assert median(followed([1, 2], [3, 4])).value == 2


def test_a_curve_that_ends_above_one_half_gives_none() -> None:
    assert median(followed([1], [3, 4])).value is None


def test_one_person_has_a_median_and_no_interval() -> None:
    assert median(followed([4])) == SurvivalMedian(4, None, None)
