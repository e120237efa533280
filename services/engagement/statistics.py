"""The statistics behind every figure, as pure functions: numbers in, numbers out."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    low, high = wilson(count, of)
    return Share(count, of, _percent(count / of), _percent(low), _percent(high))


def _percent(part: float) -> int:
    return int(100 * part + 0.5)  # half goes up, as people round


def wilson(count: int, of: int) -> tuple[float, float]:
    """The Wilson score interval (no continuity correction) of a proportion, 95 %, as two numbers from 0 to 1.

    With `of` 0 nothing is known: (0, 1).

    Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212; method 3 in R. G. Newcombe, Stat. Med. 17
    (1998) 857-872.
    """
    if of == 0:
        return 0.0, 1.0
    from scipy.stats import binomtest  # takes a second to import, and most pages never need it

    interval = binomtest(count, of).proportion_ci(0.95, method="wilson")
    return float(interval.low), float(interval.high)


def centred_mean(values: Sequence[float], window: int = 5) -> list[float | None]:
    """The centred moving mean: value i stands for itself and its neighbours, `window` values in all.

    Where the window would reach past either end there is no value, rather than one made from fewer.

    Args:
        values: one number for each group session with a finished register, oldest first.
        window: an odd number of values.

    Returns:
        A list as long as `values`, in their unit.

    Source: NIST/SEMATECH e-Handbook of Statistical Methods, section 6.4.2, with the mean set at the middle.
    """
    reach = window // 2
    return [
        sum(values[at - reach : at + reach + 1]) / window if reach <= at < len(values) - reach else None
        for at in range(len(values))
    ]


@dataclass(frozen=True)
class Average:
    """`total` visits over `sessions` group sessions, and their mean."""

    total: int
    sessions: int

    @property
    def mean(self) -> float:
        return self.total / self.sessions


def lately(values: Sequence[int], span: int = 6) -> tuple[Average | None, Average | None]:
    """The last `span` values and the `span` before them, each as an average.

    Args:
        values: visits at each group session with a finished register, oldest first.

    Returns:
        (last, before). `before` is None unless all of its `span` values are there; with fewer than `span`
        `last` is over what there is, and None with none.
    """
    last, before = values[-span:], values[-2 * span : -span]
    return (
        Average(sum(last), len(last)) if last else None,
        Average(sum(before), span) if len(before) == span else None,
    )
