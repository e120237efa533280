"""How long half of the people stay."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.engagement.statistics.survival import Curve

# A curve that rests at one half may come out a rounding away from it.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class SurvivalMedian:
    """The time by which half have left, with its 95 % interval, in the unit of the curve.

    Each is None where the curve has not come down far enough to tell: the interval may well have a beginning
    and no end.
    """

    value: float | None
    low: float | None
    high: float | None


def median_survival(curve: Curve) -> SurvivalMedian:
    """Where a Kaplan-Meier curve, and each edge of its log-log interval, comes down to one half.

    A curve that rests at exactly one half and later comes down further gives the middle of its rest, as the
    median of an even number of values does.

    Source: R. Brookmeyer and J. Crowley, Biometrics 38 (1982) 29-41, with the log-log interval as in J. P. Klein
    and M. L. Moeschberger, Survival Analysis (2003), section 4.5.
    """
    known = [(step.time, step.interval) for step in curve.steps if step.interval]
    return SurvivalMedian(
        _reaches_half((step.time, step.survival) for step in curve.steps),
        _reaches_half((time, interval.low) for time, interval in known),
        _reaches_half((time, interval.high) for time, interval in known),
    )


def _reaches_half(heights: Iterable[tuple[float, float]]) -> float | None:
    """When the heights, given with their times, first come down to one half."""
    reached = [(time, height) for time, height in heights if height <= 0.5 + _ROUNDING]
    if not reached:
        return None
    (time, height), *later = reached
    if height < 0.5 - _ROUNDING:
        return time
    return (time + next((after for after, lower in later if lower < 0.5 - _ROUNDING), time)) / 2
