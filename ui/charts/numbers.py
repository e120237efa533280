"""How a chart's sentence writes a number that need not be whole."""


def tenths(number: float) -> str:
    """8.2, 7: to one decimal, and without it where that is nought."""
    return f"{number:.1f}".removesuffix(".0")
