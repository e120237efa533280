"""Rounding as people do it: a half goes up, everywhere on a page alike."""

from decimal import ROUND_HALF_UP, Decimal

_EXACT = 9  # decimals that binary arithmetic leaves as they are


def half_up(number: float, places: int = 0) -> Decimal:
    """`number` to so many decimals, a half away from nought: 7.25 is 7.3 and 4.75 is 4.8.

    What only binary arithmetic keeps from being a half is one: 100 * 0.285 is 28.499999999999996 and becomes 29.

    Args:
        number: finite, and below a thousand million.
        places: how many decimals, up to 8.
    """
    return Decimal(str(round(number, _EXACT))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
