"""A person's cap over time: at most so many duties in any six weeks (R19)."""

from collections.abc import Sequence
from datetime import date, timedelta

SIX_WEEKS = timedelta(days=42)


def room_in_six_weeks(days: Sequence[date], day: date, most: int) -> bool:
    """Whether one more duty on `day` leaves every 42 days in a row with at most `most`.

    Args:
        days: the days of the duties held already, one entry a duty, in any order.
    """
    there = [*days, day]
    starts = {start for start in there if start <= day < start + SIX_WEEKS}
    return all(sum(start <= other < start + SIX_WEEKS for other in there) <= most for start in starts)
