"""The middle of a sample."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import median, quantiles

from services.engagement.statistics.intervals import TAIL, Interval


@dataclass(frozen=True)
class Median:
    """The median of `of` values, in their unit. Its interval is None below six values, too few for 95 %."""

    value: float
    interval: Interval | None
    of: int


def sample_median(values: Sequence[float]) -> Median | None:
    """The median of values all of which are known, with an interval that takes nothing for granted about them.

    The interval goes from one value of the sample to another, as far from either end, and holds the median of
    what was sampled at least 95 % of the time. Equal values make it more careful, not less.

    Args:
        values: in any order and one unit.

    Returns:
        None without values.

    Raises:
        ValueError: a value is not a finite number.

    Source: W. R. Thompson, Ann. Math. Stat. 7 (1936) 122-128; W. J. Conover, Practical Nonparametric Statistics
    (1999), section 3.2.
    """
    if not all(map(isfinite, values)):
        raise ValueError("A median needs finite numbers.")
    if not values:
        return None
    from scipy.stats import binom

    ranked = sorted(map(float, values))
    rank = int(binom.ppf(TAIL, len(ranked), 0.5))
    interval = Interval(ranked[rank - 1], ranked[-rank]) if rank else None
    return Median(median(ranked), interval, len(ranked))


def middle_half(values: Sequence[float]) -> Interval | None:
    """From the lower to the upper quartile of values, in their unit; None with fewer than two.

    Source: R. J. Hyndman and Y. Fan, Am. Stat. 50 (1996) 361-365, definition 7 (interpolated between values).
    """
    if len(values) < 2:
        return None
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Interval(low, high)
