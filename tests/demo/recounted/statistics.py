"""The statistics of the page once more, in plain Python: only quantiles of a distribution come from a library."""

from collections import Counter
from fractions import Fraction
from itertools import combinations
from math import comb, exp, log, prod, sqrt
from statistics import NormalDist, median

from scipy.stats import gamma

from tests.demo.recounted.told import FEWEST_FOR_PERCENT, whole

TAIL = Fraction(25, 1000)
Z = NormalDist().inv_cdf(0.975)


def wilson(count: int, of: int) -> tuple[float, float]:
    """Where p lies with |count/of - p| = z √(p(1-p)/of), solved for p."""
    share, wide = count / of, Z * Z / of
    middle, half = share + wide / 2, sqrt(wide * share * (1 - share) + wide * wide / 4)
    return max(0.0, (middle - half) / (1 + wide)), min(1.0, (middle + half) / (1 + wide))


def percent(count: int, of: int) -> str:
    return f"{whole(Fraction(100 * count, of))}%"


def plausible(count: int, of: int) -> str:
    low, high = wilson(count, of)
    return f"{whole(100 * low)}% to {whole(100 * high)}%"


def part(count: int, of: int) -> str:
    """5 of 9 · 56% (27% to 81%); below 8 only 5 of 7; of nobody nothing."""
    if of < FEWEST_FOR_PERCENT:
        return f"{count} of {of}" if of else ""
    return f"{count} of {of} · {percent(count, of)} ({plausible(count, of)})"


def garwood(count: int) -> tuple[float, float]:
    """Between which two an expected number lies of which so many came true (Poisson)."""
    return float(gamma.ppf(0.025, count)) if count else 0.0, float(gamma.ppf(0.975, count + 1))


def middle(values: list[int]) -> tuple[float, int, int]:
    """The median with its interval from ranks, of six values or more."""
    ranked, number = sorted(values), len(values)
    rank = 0
    while Fraction(sum(comb(number, below) for below in range(rank + 1)), 2**number) < TAIL:
        rank += 1
    return median(ranked), ranked[rank - 1], ranked[-rank]


def quartile(values: list[int], which: int) -> Fraction:
    """Of the values in order, interpolated between the two that it falls between."""
    ranked = sorted(values)
    place = Fraction(which * (len(ranked) - 1), 4)
    below = int(place)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (place - below) * (ranked[above] - ranked[below])


def theil_sen(points: list[tuple[float, float]]) -> tuple[float, float, float] | None:
    """The median slope between every two points with its interval; None of points too few for one."""
    slopes = sorted(
        (later[1] - earlier[1]) / (later[0] - earlier[0])
        for earlier, later in combinations(sorted(points), 2)
        if earlier[0] != later[0]
    )
    rank = _rank(list(Counter(x for x, _ in points).values()))
    return (median(slopes), slopes[rank - 1], slopes[-rank]) if rank else None


def _rank(sizes: list[int]) -> int:
    """How many of the smallest numbers of falling pairs have together a chance of at most 2.5 %."""
    ways, before = [1], 0
    for size in sizes:
        ways, before = _times(ways, _shuffled(before, size)), before + size
    orders = prod(comb(sum(sizes[: at + 1]), size) for at, size in enumerate(sizes))
    rank, so_far = 0, ways[0]
    while Fraction(so_far, orders) <= TAIL:
        rank += 1
        so_far += ways[rank]
    return rank


def _times(one: list[int], other: list[int]) -> list[int]:
    found = [0] * (len(one) + len(other) - 1)
    for at, count in enumerate(one):
        for further, more in enumerate(other):
            found[at + further] += count * more
    return found


def _shuffled(one: int, other: int) -> list[int]:
    """In how many ways two rows can be shuffled into one with 0, 1, 2 … pairs the wrong way round."""
    row = [[1] for _ in range(other + 1)]
    for number in range(1, one + 1):
        for width in range(1, other + 1):
            further = [0] * width + row[width]
            before = row[width - 1]
            row[width] = [
                (further[at] if at < len(further) else 0) + (before[at] if at < len(before) else 0)
                for at in range(number * width + 1)
            ]
    return row[other]


Step = tuple[int, int, Fraction, float | None, float | None]  # day, followed before it, share, low, high


def kaplan_meier(people: list[tuple[int, bool]]) -> list[Step]:
    """Day by day: how many were still followed, and the share that stays, with Greenwood's log-log interval."""
    share, spread, steps = Fraction(1), 0.0, []
    for time in sorted({0, *(time for time, _ in people)}):
        there = sum(other >= time for other, _ in people)
        gone = sum(other == time and left for other, left in people)
        share *= Fraction(there - gone, there)
        low = high = None
        if gone < there:
            spread += gone / (there * (there - gone))
        if 0 < share < 1:
            reach = exp(Z * sqrt(spread) / abs(log(share)))
            low, high = float(share) ** reach, float(share) ** (1 / reach)
        steps.append((time, there, share, low, high))
    return steps


def half(steps: list[Step]) -> tuple[float | None, float | None, float | None]:
    """When the share, and either end of its interval, has come down to one half."""
    return _down(steps, 2), _down(steps, 3), _down(steps, 4)


def _down(steps: list[Step], which: int) -> float | None:
    heights = [(step[0], height) for step in steps if (height := step[which]) is not None]
    reached = [time for time, height in heights if height < 0.5 + 1e-9]
    below = [time for time, height in heights if height < 0.5 - 1e-9]
    if not reached:
        return None
    return (reached[0] + below[0]) / 2 if below else reached[0]
