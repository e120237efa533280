"""How often something happens."""

from dataclasses import dataclass
from math import isfinite

from services.engagement.statistics.intervals import TAIL, Interval


@dataclass(frozen=True)
class Rate:
    """How often something happens in each unit of exposure, with its 95 % interval."""

    value: float
    interval: Interval


def poisson_rate(count: int, exposure: float) -> Rate | None:
    """The rate of things that happen one by one and independently, with Garwood's exact interval.

    Args:
        count: how many happened, 0 or more. With 0 the interval begins at 0.
        exposure: how much there was for them to happen in (say person-months), 0 or more.

    Returns:
        The rate for one unit of exposure. None with no exposure.

    Raises:
        ValueError: `count` or `exposure` is below 0, or `exposure` is not a finite number.

    Source: F. Garwood, Biometrika 28 (1936) 437-442.
    """
    if count < 0 or not (isfinite(exposure) and exposure >= 0):
        raise ValueError(f"{count} in {exposure} is no rate.")
    if exposure == 0:
        return None
    from scipy.stats import chi2

    low = float(chi2.ppf(TAIL, 2 * count)) / 2 if count else 0.0
    high = float(chi2.isf(TAIL, 2 * count + 2)) / 2
    return Rate(count / exposure, Interval(low / exposure, high / exposure))
