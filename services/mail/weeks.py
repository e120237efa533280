"""The week that a digest looks back on: the seven days before a Monday at 7 in the morning, in local time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services import clock

BEGINS_AT = time(7)


@dataclass(frozen=True)
class Week:
    """The ISO week in which a digest goes out; it tells of `since` up to `until`."""

    monday: date

    @property
    def key(self) -> int:
        """The ISO year and week as one number: 202653."""
        year, week, _ = self.monday.isocalendar()
        return year * 100 + week

    @property
    def since(self) -> datetime:
        return clock.at_local(self.monday - timedelta(days=7), BEGINS_AT)

    @property
    def until(self) -> datetime:
        return clock.at_local(self.monday, BEGINS_AT)


def week_due() -> Week | None:
    """This ISO week, from its Monday at 7 on; before that none."""
    today = clock.today()
    week = Week(today - timedelta(days=today.weekday()))
    return week if clock.now() >= week.until else None


def week_of(key: int) -> Week:
    """The week of a `Week.key`."""
    return Week(date.fromisocalendar(key // 100, key % 100, 1))
