"""Days of the week as the database keeps them: seven bits in one number, Monday the lowest (bit 0)."""

from collections.abc import Iterable

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def to_bits(days: Iterable[int]) -> int | None:
    """Days of the week (Monday 0 to Sunday 6) as one number; None when there is none.

    >>> to_bits([0, 3])
    9
    """
    return sum(1 << day for day in set(days)) or None


def from_bits(bits: int | None) -> tuple[int, ...]:
    """The days of the week that a number holds, Monday first.

    >>> from_bits(9)
    (0, 3)
    """
    return tuple(day for day in range(7) if (bits or 0) >> day & 1)
