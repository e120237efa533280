"""Shares of people or referrals, and how far they can be trusted."""

from dataclasses import dataclass

from services.engagement.statistics.intervals import CONFIDENCE, Interval
from services.engagement.statistics.rounding import half_up

# Below this many, a percentage says more than the people behind it can (R23).
SMALLEST_FOR_PERCENT = 8


@dataclass(frozen=True)
class Share:
    """`count` of `of` people or referrals. Percent and interval (0 to 100) only where R23 allows them."""

    count: int
    of: int
    percent: int | None = None
    low: int | None = None
    high: int | None = None


def share(count: int, of: int) -> Share:
    """A proportion with its 95 % interval, in whole per cent; neither when `of` is below 8 (R23).

    Args:
        count: how many did, from 0 to `of`.
        of: how many could have.
    """
    if of < SMALLEST_FOR_PERCENT:
        return Share(count, of)
    within = wilson(count, of)
    return Share(count, of, _percent(count / of), _percent(within.low), _percent(within.high))


def _percent(part: float) -> int:
    return int(half_up(100 * part))


def wilson(count: int, of: int) -> Interval:
    """The Wilson score interval (no continuity correction) of a proportion, 95 %.

    Args:
        count: how many did, from 0 to `of`.
        of: how many could have.

    Returns:
        Two numbers from 0 to 1. With `of` 0 nothing is known: 0 to 1.

    Raises:
        ValueError: `count` is not from 0 to `of`.

    Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212; method 3 in R. G. Newcombe, Stat. Med. 17
    (1998) 857-872.
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is no proportion.")
    if of == 0:
        return Interval(0.0, 1.0)
    from scipy.stats import binomtest  # takes a second to import, and most pages never need it

    found = binomtest(count, of).proportion_ci(CONFIDENCE, method="wilson")
    return Interval(float(found.low), float(found.high))
