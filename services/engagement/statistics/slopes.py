"""Which way figures are going, whatever a few odd ones say."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isfinite
from statistics import median

from services.engagement.statistics.intervals import TAIL, Interval


@dataclass(frozen=True)
class Slope:
    """How much y grows with each unit of x. Its interval is None with points too few for 95 %."""

    value: float
    interval: Interval | None


def theil_sen(points: Sequence[tuple[float, float]]) -> Slope | None:
    """The median of the slopes between every two points, with its exact interval.

    The interval takes the points' scatter about the line to be independent, and nothing else about it. It is exact
    at any number of points, where scipy.stats.theilslopes has a normal approximation that is too narrow for few.
    With different x it takes five points for 95 %. With only two different x, one apart, it is the shift between two
    samples: Hodges and Lehmann's estimate with the interval of Mann and Whitney's test.

    Args:
        points: (x, y), in any order. Two with the same x have no slope between them, and are passed over.

    Returns:
        None with fewer than two different x.

    Raises:
        ValueError: a number is not finite.

    Source: H. Theil, Indag. Math. 12 (1950) 85-91; P. K. Sen, J. Am. Stat. Assoc. 63 (1968) 1379-1389;
    J. L. Hodges and E. L. Lehmann, Ann. Math. Stat. 34 (1963) 598-611.
    """
    if not all(isfinite(number) for point in points for number in point):
        raise ValueError("A slope needs finite numbers.")
    pairs = combinations(sorted(points), 2)
    slopes = sorted(
        (later[1] - earlier[1]) / (later[0] - earlier[0]) for earlier, later in pairs if earlier[0] < later[0]
    )
    if not slopes:
        return None
    rank = _beyond(Counter(x for x, _ in points).values())
    interval = Interval(slopes[rank - 1], slopes[-rank]) if rank else None
    return Slope(median(slopes), interval)


def _beyond(ties: Iterable[int]) -> int:
    """The rank, from either end, of the slope that the true one lies beyond with a chance of at most `TAIL`.

    With the true slope taken away only chance is left in the order of y, so that the number of pairs that fall is
    spread as Kendall's, or as the generalised Mann-Whitney U when x are equal in groups as large as `ties`. The
    chance of each number comes from its generating function, the product of (1 - q^m) / (1 - q^i).

    Source: E. F. Harding, Appl. Stat. 33 (1984) 1-6.
    """
    import numpy as np

    sizes = list(ties)
    chances = np.zeros((sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2 + 1)
    chances[0] = 1
    before = 0
    for size in sizes:
        for i in range(1, size + 1):
            m = before + i
            chances[m:] -= chances[:-m].copy()
            for start in range(i):
                chances[start::i] = chances[start::i].cumsum()
            chances *= i / m
        before += size
    return int((chances.cumsum() <= TAIL).sum())
