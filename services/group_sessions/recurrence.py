"""The dates of a series, without a database: local days by their rule, each turned into a moment (R11)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import WEEKLY, rrule

from models import Nation
from services.clock import at_local
from services.group_sessions.holidays import bank_holiday


@dataclass(frozen=True)
class Rhythm:
    """Every `every_weeks` weeks from `starts_on` to `until` (or no end), at a local time, for `minutes`.

    `weekdays` are days of the week, Monday 0; none: that of `starts_on`. Weeks are counted from `starts_on` itself,
    so that a rhythm moved by some days is the same rhythm some days later.
    """

    starts_on: date
    local_time: time
    minutes: int
    every_weeks: int
    until: date | None = None
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True)
class Slot:
    """One meeting of a series. `day` is the local day; the moments are UTC."""

    day: date
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Skipped:
    """A day on which the series does not meet, and the bank holiday that it is."""

    day: date
    holiday: str


def slots(rhythm: Rhythm, nation: Nation, last: date) -> tuple[list[Slot], list[Skipped]]:
    """The meetings of a series up to `last` (included), and the days left out for a bank holiday.

    The local time stays the same across clock changes, so the UTC moments do not.
    """
    meet: list[Slot] = []
    skipped: list[Skipped] = []
    for day in _days(rhythm, last):
        if holiday := bank_holiday(day, nation):
            skipped.append(Skipped(day, holiday))
        else:
            meet.append(slot(day, rhythm.local_time, rhythm.minutes))
    return meet, skipped


def slot(day: date, local_time: time, minutes: int) -> Slot:
    """The meeting of `minutes` that begins on a local day at a local time."""
    starts_at = at_local(day, local_time)
    return Slot(day, starts_at, starts_at + timedelta(minutes=minutes))


def day_of_the_last(rhythm: Rhythm, nation: Nation, count: int, last: date) -> date:
    """The day of the `count`-th meeting, bank holidays not counted; `last` when there are fewer by then."""
    meetings: Iterable[date] = (day for day in _days(rhythm, last) if bank_holiday(day, nation) is None)
    return next(islice(meetings, count - 1, None), last)


def _days(rhythm: Rhythm, last: date) -> Iterator[date]:
    end = min(rhythm.until, last) if rhythm.until else last
    # rrule wants datetimes; at midnight and without a zone they are plain days.
    rule = rrule(
        WEEKLY,
        interval=rhythm.every_weeks,
        dtstart=datetime.combine(rhythm.starts_on, time()),
        until=datetime.combine(end, time()),
        byweekday=rhythm.weekdays or None,
        wkst=rhythm.starts_on.weekday(),
    )
    return (moment.date() for moment in rule)
