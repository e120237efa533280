"""A part of a whole in words: the two numbers always, a percentage and its range only where R23 allows them."""

from services.engagement.statistics.proportions import Share, share


def part(count: int, of: int) -> str:
    """5 of 9 · 56% (27% to 81%); below 8 only 5 of 7; with nobody to count, nothing."""
    found = share(count, of)
    return f"{count} of {of}{_percent(found)}" if of else ""


def _percent(found: Share) -> str:
    return "" if found.percent is None else f" · {found.percent}% ({found.low}% to {found.high}%)"
