"""Averages over group sessions, in order of time."""

from collections.abc import Sequence
from dataclasses import dataclass


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
