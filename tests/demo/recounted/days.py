"""Local days, and those of a period."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
PERIODS = {"last_12_months": (12, 0), "previous_12_months": (24, 12), "last_24_months": (24, 0)}


def local(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def months_before(on: date, months: int) -> date:
    """The same day of an earlier month, or its last one."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def days_of(period: str, today: date) -> tuple[date, date]:
    """Its first day and its last."""
    if period == "all_time":
        return date.min, today
    tomorrow, (since, until) = today + timedelta(days=1), PERIODS[period]
    return months_before(tomorrow, since), months_before(tomorrow, until) - timedelta(days=1)
