"""Naming the registers that are missing from a figure (R28)."""

from collections.abc import Sequence
from datetime import date

from ui.words import many, short_day

NAMED = 4  # the newest; the attendance table names them all


def missing_in_words(days: Sequence[date]) -> str:
    """Which registers were never finished, so that nobody takes the figures for whole; "" when none."""
    if not days:
        return ""
    named = [short_day(day) for day in days[-NAMED:]]
    rest = len(days) - len(named)
    told = ", ".join([f"{rest} earlier", *named] if rest else named)
    return f"{many(len(days), 'register')} not finished, so visits may be missing: {told}."
