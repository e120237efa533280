"""Checking what people type about when and where a group session is."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from services import clock
from services.fields import Checks
from services.group_sessions.recurrence import Rhythm

SHORTEST, LONGEST = 15, 720
# Group sessions are made no further ahead than this.
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class SeriesWish:
    """A series as a person asks for it: to `until`, for `count` meetings (holidays apart), or neither.

    `weekdays`: days of the week, Monday 0; none: that of the first day.
    """

    starts_on: date | None
    local_time: time | None
    minutes: int
    every_weeks: int = 2
    until: date | None = None
    count: int | None = None
    venue: str | None = None
    weekdays: tuple[int, ...] = ()
    access_notes: str = ""


def check_day(check: Checks, day: date | None) -> date:
    """A day from today to a year ahead."""
    chosen = check.day("starts_on", "The day", day)
    if day is not None:
        check.that(day >= clock.today(), "starts_on", "That day is in the past. Choose today or a later day.")
        check.that(
            day <= clock.today() + A_YEAR,
            "starts_on",
            "That day is more than a year ahead. Choose a nearer one.",
        )
    return chosen


def check_time(check: Checks, local_time: time | None, minutes: int) -> time:
    """A start on a whole minute, and an end after it."""
    check.that(local_time is not None, "local_time", "The time is missing. Choose when it starts.")
    check.that(minutes > 0, "minutes", "It would end before it starts. Choose a later end.")
    if minutes > 0:
        check.that(
            SHORTEST <= minutes <= LONGEST,
            "minutes",
            "It would be very short or very long. Choose an end from 15 minutes to 12 hours after the start.",
        )
    return (local_time or time()).replace(second=0, microsecond=0, tzinfo=None)


def check_series(wish: SeriesWish) -> tuple[Rhythm, str | None]:
    """The rhythm that was asked for, and the place (None: where the group usually meets).

    Raises:
        Invalid: every problem of the form at once.
    """
    check = Checks()
    starts_on = check_day(check, wish.starts_on)
    local_time = check_time(check, wish.local_time, wish.minutes)
    check.that(1 <= wish.every_weeks <= 52, "every_weeks", "Choose a rhythm from every week to every 52 weeks.")
    if wish.until is not None and wish.starts_on is not None:
        check.that(
            wish.until >= wish.starts_on,
            "until",
            "The last day is before the first. Choose a later last day.",
        )
    if wish.count is not None:
        check.that(1 <= wish.count <= 53, "count", "Choose from 1 to 53 sessions.")
    days = tuple(sorted(set(wish.weekdays)))
    check.that(all(0 <= day <= 6 for day in days), "weekdays", "Choose days of the week, or none for the first day's.")
    if days and wish.starts_on is not None:
        check.that(
            wish.starts_on.weekday() in days,
            "starts_on",
            "The first day is none of the days of the week that you chose. Choose a first day that is.",
        )
    venue = check.line("venue", "The place", wish.venue)
    check.paragraph("access_notes", "Getting in", wish.access_notes)
    check.done()
    return Rhythm(starts_on, local_time, wish.minutes, wish.every_weeks, wish.until, days), venue or None
