"""Which stretch of time the figures are over."""

from datetime import date, datetime
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from services import clock


class Period(StrEnum):
    LAST_12_MONTHS = "last_12_months"
    PREVIOUS_12_MONTHS = "previous_12_months"
    LAST_24_MONTHS = "last_24_months"
    ALL_TIME = "all_time"


_MONTHS = {
    Period.LAST_12_MONTHS: (12, 0),
    Period.PREVIOUS_12_MONTHS: (24, 12),
    Period.LAST_24_MONTHS: (24, 0),
}
# Earlier than any group, and still a moment that every database takes.
_BEGINNING = date(1970, 1, 1)


def bounds(period: Period, today: date) -> tuple[datetime, datetime]:
    """The period as moments [from, to): whole local days, today among them when it reaches up to now."""
    tomorrow = today + relativedelta(days=1)
    if period is Period.ALL_TIME:
        return clock.day_begins(_BEGINNING), clock.day_begins(tomorrow)
    since, until = _MONTHS[period]
    return clock.day_begins(tomorrow - relativedelta(months=since)), clock.day_begins(
        tomorrow - relativedelta(months=until)
    )


def days(period: Period, today: date) -> tuple[date, date]:
    """Its first day and its last."""
    since, until = bounds(period, today)
    return clock.local(since).date(), clock.local(until).date() - relativedelta(days=1)
