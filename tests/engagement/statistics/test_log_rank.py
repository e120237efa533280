"""The log-rank test of two groups against what R and the BMJ have published."""

from math import isfinite

import pytest
from hypothesis import example, given, settings

from services.engagement.statistics.log_rank import log_rank
from services.engagement.statistics.survival import Followed
from tests.engagement.statistics.published import (
    MAINTAINED,
    NOT_MAINTAINED,
    PLACEBO,
    TREATED,
    followed,
    people,
)

# Weeks until death with astrocytoma and with glioblastoma: J. M. Bland and D. G. Altman, BMJ 328 (2004) 1073.
ASTROCYTOMA = followed(
    [6, 13, 21, 30, 37, 38, 49, 50, 63, 79, 86, 98, 202, 219],
    [31, 47, 80, 82, 82, 149],
)
GLIOBLASTOMA = followed(
    [10, 10, 12, 13, 14, 15, 16, 17, 18, 20, 24, 24, 25, 28, 30, 33, 35, 37, 40, 40, 46, 48, 76, 81, 82, 91, 112, 181],
    [34, 40, 70],
)
# Chi-square and p, with how exactly each was published. aml: tests/doaml.Rout.save of the R package survival. 6-MP:
# `survdiff(Surv(time, cens) ~ treat, gehan)` in R; 16.79 in D. G. Kleinbaum and M. Klein, Survival Analysis, chapter 2.
# Glioma: R's survdiff, as scipy/stats/tests/test_survival.py has it; the BMJ has 7.5 and 0.006.
PUBLISHED = [
    (MAINTAINED, NOT_MAINTAINED, 3.40, 0.005, 0.0653, 0.00005),
    (TREATED, PLACEBO, 16.793, 0.0005, 4.169e-05, 5e-9),
    (ASTROCYTOMA, GLIOBLASTOMA, 7.49659416854, 1e-10, 0.006181578637, 1e-11),
]


@pytest.mark.parametrize(
    ("one", "other", "chi_square", "within", "p", "p_within"), PUBLISHED, ids=["aml", "6-MP", "glioma"]
)
def test_the_test_is_as_published(
    one: list[Followed], other: list[Followed], chi_square: float, within: float, p: float, p_within: float
) -> None:
    found = log_rank(one, other)
    assert found
    assert found.chi_square == pytest.approx(chi_square, abs=within)
    assert found.p == pytest.approx(p, abs=p_within)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([], PLACEBO),
        ([], []),
        (followed([], [3, 4]), followed([], [5])),
        (followed([], [3, 4]), followed([5, 6])),
        (followed([4, 4]), followed([4])),
        (followed([9, 9], [2]), followed([9])),
        (followed([3], [1]), followed([3, 3])),
    ],
    ids=[
        "one empty",
        "both empty",
        "nobody left",
        "left only when the others were no longer followed",
        "all left at once",
        "all who were followed so long left at once",
        "the last of one left with the last of the other",
    ],
)
def test_two_that_cannot_be_told_apart_have_no_test(one: list[Followed], other: list[Followed]) -> None:
    assert log_rank(one, other) is None
    assert log_rank(other, one) is None


def test_the_same_people_twice_differ_in_nothing() -> None:
    found = log_rank(TREATED, TREATED)
    assert found
    assert (found.chi_square, found.p) == pytest.approx((0, 1))


@settings(deadline=None)  # the first call imports scipy
@given(people, people)
@example(MAINTAINED, NOT_MAINTAINED)
@example(followed([9, 9], [2]), followed([9, 10]))
def test_which_group_is_first_makes_no_difference(one: list[Followed], other: list[Followed]) -> None:
    found, turned = log_rank(one, other), log_rank(other, one)
    assert (found is None) == (turned is None)
    if found and turned:
        assert (found.chi_square, found.p) == pytest.approx((turned.chi_square, turned.p), abs=1e-9)


@settings(deadline=None)  # the first call imports scipy
@given(people, people)
@example(MAINTAINED, NOT_MAINTAINED)
@example(followed([0, 0], [2]), followed([0]))
def test_every_test_is_two_numbers_or_none(one: list[Followed], other: list[Followed]) -> None:
    found = log_rank(one, other)
    if found:
        assert isfinite(found.chi_square)
        assert found.chi_square >= 0
        assert 0 <= found.p <= 1


def by_definition(one: list[Followed], other: list[Followed]) -> float | None:
    """Mantel's chi-square: observed less expected in one group, squared, over the hypergeometric variance."""
    difference = variance = 0.0
    together = [*one, *other]
    for time in sorted({person.time for person in together if person.ended}):
        here = sum(person.time >= time for person in one)
        all_here = sum(person.time >= time for person in together)
        left = sum(person.ended and person.time == time for person in together)
        difference += sum(person.ended and person.time == time for person in one) - left * here / all_here
        if all_here > 1:
            variance += left * (all_here - left) * here * (all_here - here) / (all_here**2 * (all_here - 1))
    return difference**2 / variance if variance else None


@settings(deadline=None)  # the first call imports scipy
@given(people, people)
@example(MAINTAINED, NOT_MAINTAINED)
def test_the_test_is_by_its_definition(one: list[Followed], other: list[Followed]) -> None:
    found = log_rank(one, other)
    expected = by_definition(one, other)
    assert (found and found.chi_square) == (expected if expected is None else pytest.approx(expected, abs=1e-9))
