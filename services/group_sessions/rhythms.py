"""The rhythm that a kept series follows."""

from models import Series
from services.group_sessions.recurrence import Rhythm
from services.group_sessions.weekdays import from_bits


def rhythm_of(series: Series) -> Rhythm:
    return Rhythm(
        series.starts_on,
        series.local_time,
        series.minutes,
        series.every_weeks,
        series.until,
        from_bits(series.weekdays),
    )
