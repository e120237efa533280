"""How charts, their sentences and their tables write a number that need not be whole."""

from services.engagement.statistics.rounding import half_up


def whole(number: float) -> str:
    """8: to no decimal."""
    return str(half_up(number))


def tenths(number: float) -> str:
    """8.2, 7: to one decimal, and without it where that is nought."""
    return str(half_up(number, 1)).removesuffix(".0")


def percent(part: float) -> str:
    """56%: a part of 1 in whole per cent."""
    return f"{half_up(100 * part)}%"
