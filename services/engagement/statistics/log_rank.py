"""Whether two groups of people stay equally long."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.engagement.statistics.survival import Followed


@dataclass(frozen=True)
class LogRank:
    """Chi-square with one degree of freedom, and how likely one as large is when both stay equally long."""

    chi_square: float
    p: float


def log_rank(one: Sequence[Followed], other: Sequence[Followed]) -> LogRank | None:
    """The log-rank test of two groups, two-sided; which is first makes no difference.

    Args:
        one: people of one group, with times in the same unit as the other's.
        other: people of the other group, none of them in the first.

    Returns:
        None when the two cannot be told apart: one is empty, or nobody left while both were followed, or only
        all who were still followed at once.

    Source: N. Mantel, Cancer Chemother. Rep. 50 (1966) 163-170; R. Peto and J. Peto, J. R. Stat. Soc. A 135
    (1972) 185-207. With the hypergeometric variance for people who leave at the same time.
    """
    if not _comparable(one, other):
        return None
    from scipy.stats import logrank

    found = logrank(_censored(one), _censored(other))
    return LogRank(float(found.statistic) ** 2, float(found.pvalue))


def _comparable(one: Sequence[Followed], other: Sequence[Followed]) -> bool:
    """Whether the statistic has a variance: at some time both are followed, and some leave and some stay."""
    if not (one and other):
        return False
    together = [*one, *other]
    both_until = min(max(person.time for person in group) for group in (one, other))
    left = [person.time for person in together if person.ended and person.time <= both_until]
    if not left:
        return False
    # If all left at the first such time there is no later one.
    return not all(person.ended and person.time == min(left) for person in together if person.time >= min(left))


def _censored(people: Sequence[Followed]) -> Any:
    from scipy.stats import CensoredData

    return CensoredData.right_censored([person.time for person in people], [not person.ended for person in people])
