"""The group sessions of a story: every second week in local time, without bank holidays and the Christmas gap (R11)."""

from datetime import date, datetime, time, timedelta
from random import Random

from models import Nation
from services import clock
from services.demo.places import Place
from services.demo.sayings import CANCELLED, NOTES, PLANS
from services.demo.story import Meeting
from services.group_sessions import recurrence
from services.group_sessions.recurrence import Rhythm, Slot

FORTNIGHT = timedelta(days=14)
PLANNED_AHEAD = timedelta(weeks=26)
# A little over 4 %, because none of the newest are.
CANCELLED_SHARE = 0.043
# A first look is livelier when the newest group sessions were held.
NEWEST_HELD = timedelta(days=60)


def started(until: date, years: int) -> date:
    """The day the story begins, that many years before it ends."""
    leap = (until.month, until.day) == (2, 29)
    return until.replace(year=until.year - years, day=28 if leap else until.day)


def rhythm(place: Place, since: date, until: date) -> Rhythm:
    """The series: its next day is within a week of `until`, whatever day that is."""
    coming = until + timedelta(days=(place.weekday - until.weekday()) % 7)
    first = coming - ((coming - since) // FORTNIGHT) * FORTNIGHT
    return Rhythm(first, place.local_time, place.minutes, 2)


def meetings(rng: Random, place: Place, since: date, until: date) -> list[Meeting]:
    """The group sessions, oldest first, some of the past ones cancelled."""
    slots, _ = recurrence.slots(rhythm(place, since, until), Nation.ENGLAND, until + PLANNED_AHEAD)
    return [_meeting(rng, slot, until) for slot in slots if not _christmas(slot.day)]


def midnight(day: date) -> datetime:
    """The moment a local day begins."""
    return clock.at_local(day, time())


def _meeting(rng: Random, slot: Slot, until: date) -> Meeting:
    past = slot.day < until
    cancelled = rng.random() < CANCELLED_SHARE and slot.day < until - NEWEST_HELD
    return Meeting(
        slot_on=slot.day,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        past=past,
        finished=past and not cancelled,
        cancelled=rng.choice(CANCELLED) if cancelled else None,
        plan=rng.choice(PLANS),
        note=rng.choice(NOTES) if past and not cancelled else "",
    )


def _christmas(day: date) -> bool:
    # Fourteen days, so that a fortnightly series misses exactly one.
    return (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 3)
