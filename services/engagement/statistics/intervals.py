"""How far a figure can be trusted: the interval that every method here gives with its estimate."""

from dataclasses import dataclass

# Of every interval on the engagement page (R23).
CONFIDENCE = 0.95
# How likely the truth may be to lie beyond either end of one.
TAIL = (1 - CONFIDENCE) / 2


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both included, in the unit of what it is about."""

    low: float
    high: float
