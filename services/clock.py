"""Time: kept in UTC, shown as people in the United Kingdom read it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on the wall in the United Kingdom."""
    return now().astimezone(LONDON).date()


def local(moment: datetime) -> datetime:
    """`moment` as the clock on the wall showed it."""
    return moment.astimezone(LONDON)


def at_local(day: date, clock: time) -> datetime:
    """The UTC moment of a local day and time. A time that the clock change skips is taken an hour later."""
    return datetime.combine(day, clock, LONDON).astimezone(UTC)


def day_begins(day: date) -> datetime:
    """The UTC moment of local midnight, with which a day begins."""
    return at_local(day, time())


def days_ago(days: int) -> datetime:
    """The UTC moment at which the local day `days` days ago ended; earlier moments are `days` or more days old."""
    return day_begins(today() - timedelta(days=days - 1))
