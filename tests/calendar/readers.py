"""Reading a calendar back with three readers that share no code, each to the same plain tuples."""

from dataclasses import dataclass
from datetime import UTC, datetime

import ics
import vobject
from icalendar import Calendar


@dataclass(frozen=True, order=True)
class Read:
    """One event as a reader understood it: moments in UTC, and the time on the wall."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    wall: str
    summary: str
    location: str
    description: str
    status: str


def by_icalendar(made: bytes) -> list[Read]:
    return sorted(
        _read(
            str(one["uid"]),
            one.decoded("dtstart"),
            one.decoded("dtend"),
            *(str(one.get(name, "")) for name in ("summary", "location", "description", "status")),
        )
        for one in Calendar.from_ical(made).walk("VEVENT")
    )


def by_vobject(made: bytes) -> list[Read]:
    def value(event: object, name: str) -> str:
        found = getattr(event, name, None)
        return found.value if found is not None else ""

    return sorted(
        _read(
            one.uid.value,
            one.dtstart.value,
            one.dtend.value,
            *(value(one, name) for name in ("summary", "location", "description", "status")),
        )
        for one in vobject.readOne(made.decode()).contents.get("vevent", [])
    )


def by_ics(made: bytes) -> list[Read]:
    return sorted(
        _read(
            one.uid,
            one.begin.datetime,
            one.end.datetime,
            *(value or "" for value in (one.name, one.location, one.description, one.status)),
        )
        for one in ics.Calendar(made.decode()).events
    )


def _read(uid: str, starts: datetime, ends: datetime, *words: str) -> Read:
    wall = starts.replace(tzinfo=None).isoformat()
    return Read(uid, starts.astimezone(UTC), ends.astimezone(UTC), wall, *words)
