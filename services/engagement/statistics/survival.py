"""How long people stay, when some are still here: the Kaplan-Meier curve (R25)."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, isfinite, log, sqrt
from statistics import NormalDist

from services.engagement.statistics.intervals import TAIL, Interval


@dataclass(frozen=True)
class Followed:
    """One person: how long they were followed, and whether that ended because they left.

    Args:
        time: from joining to leaving, or to the last that is known of them; 0 or more, in any one unit.
        ended: they left at `time`. Otherwise they were still here then (censored).

    Raises:
        ValueError: `time` is below 0 or not a finite number.
    """

    time: float
    ended: bool

    def __post_init__(self) -> None:
        if not (isfinite(self.time) and self.time >= 0):
            raise ValueError(f"Nobody can be followed for {self.time}.")


@dataclass(frozen=True)
class Step:
    """The curve from `time` until the next step.

    Args:
        at_risk: how many were still followed just before `time`.
        ended: how many of them left at `time`.
        survival: the estimated share, 0 to 1, who stay longer than `time`.
        variance: Greenwood's variance of `survival`. None once nobody is left, when it has none.
        interval: 95 %, of `survival`. None while it is 1 and once it is 0, where the method has none.
    """

    time: float
    at_risk: int
    ended: int
    survival: float
    variance: float | None
    interval: Interval | None


@dataclass(frozen=True)
class Curve:
    """A step at 0 and one at each time that somebody left or was last known of, earliest first; never empty."""

    steps: tuple[Step, ...]

    def at(self, time: float) -> Step | None:
        """The step in force at `time`. None after the last time known, unless everybody had left by then.

        Raises:
            ValueError: `time` is below 0.
        """
        if time < 0:
            raise ValueError("A curve begins at 0.")
        last = self.steps[-1]
        if time > last.time and last.survival > 0:
            return None
        return self.steps[bisect_right(self.steps, time, key=lambda step: step.time) - 1]

    def at_risk(self, times: Iterable[float]) -> list[int]:
        """How many were still followed just before each of `times`, in their order."""
        places = [bisect_left(self.steps, time, key=lambda step: step.time) for time in times]
        return [self.steps[place].at_risk if place < len(self.steps) else 0 for place in places]


def kaplan_meier(people: Sequence[Followed]) -> Curve | None:
    """The share of people who stay longer than each time, with Greenwood's variance and a log-log interval.

    Somebody last known of at a time when others left counts as still here when they did. With everybody still
    here the curve stays at 1, and knows no interval.

    Args:
        people: in any order; one alone will do.

    Returns:
        The curve, with times in the unit of `people`. None without people.

    Source: E. L. Kaplan and P. Meier, J. Am. Stat. Assoc. 53 (1958) 457-481; variance from M. Greenwood, Reports
    on Public Health and Medical Subjects 33 (1926); interval from J. D. Kalbfleisch and R. L. Prentice, The
    Statistical Analysis of Failure Time Data (1980), section 1.3.
    """
    if not people:
        return None
    # Told in full, not by scipy.stats.ecdf: that has no variance, and warns where an interval is undefined.
    seen = Counter(person.time for person in people)
    left = Counter(person.time for person in people if person.ended)
    at_risk, survival, spread = len(people), 1.0, 0.0
    steps = []
    for time in sorted({0.0, *seen}):
        ended = left[time]
        survival *= 1 - ended / at_risk
        spread += ended / (at_risk * (at_risk - ended)) if ended < at_risk else 0.0
        variance = survival**2 * spread if survival else None
        steps.append(Step(time, at_risk, ended, survival, variance, _log_log(survival, spread)))
        at_risk -= seen[time]
    return Curve(tuple(steps))


def _log_log(survival: float, spread: float) -> Interval | None:
    """The interval of `survival` from its variance relative to its square, made on the scale of log(-log)."""
    if survival in (0, 1):
        return None
    reach = NormalDist().inv_cdf(1 - TAIL) * sqrt(spread) / -log(survival)
    return Interval(survival ** exp(reach), survival ** exp(-reach))
