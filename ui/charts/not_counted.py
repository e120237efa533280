"""Group sessions that are in no figure, named, so that nobody takes the figures for whole (R12, R28)."""

from collections.abc import Sequence
from datetime import date

from ui.words import many, short_day

NAMED = 4  # days named under a chart; the newest, for they can still be mended


def not_recorded(days: Sequence[date]) -> str:
    """Which registers were never finished, oldest first; "" when none."""
    return f"Not recorded: {_named(days)}. {_these(days)} in no figure." if days else ""


def missing_in_words(days: Sequence[date]) -> str:
    """The same where a figure is of people and not of sessions: their visits may be missing; "" when none."""
    return f"{many(len(days), 'register')} not finished, so visits may be missing: {_named(days)}." if days else ""


def cancelled(days: Sequence[date]) -> str:
    """Which group sessions were cancelled, oldest first; "" when none."""
    return f"Cancelled: {_named(days)}. {_these(days)} in no figure." if days else ""


def _named(days: Sequence[date]) -> str:
    named = [short_day(one) for one in days[-NAMED:]]
    rest = len(days) - len(named)
    return ", ".join([f"{rest} earlier", *named] if rest else named)


def _these(days: Sequence[date]) -> str:
    return "This one is" if len(days) == 1 else "These are"
