"""From a group's sessions to an iCalendar file (RFC 5545) that every reader takes the same way."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone

from services import clock
from services.calendar.entries import Entry
from services.settings import settings

# The rule since 1996, without an end. Lists of dates, which icalendar would write, some readers take for one long
# summer or stop understanding in 2038.
LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
# How often a phone may look for changes.
LOOK_AGAIN = timedelta(hours=4)


def written(name: str, entries: Iterable[Entry]) -> bytes:
    """The calendar of the group called `name`, times local to the United Kingdom."""
    calendar = Calendar()
    calendar.add("prodid", "-//Common Ground//Group sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/London")
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    calendar.add_component(Timezone.from_ical(LONDON))
    for entry in entries:
        calendar.add_component(_event(name, entry))
    return bytes(calendar.to_ical(sorted=False))


def _event(name: str, entry: Entry) -> Event:
    event = Event()
    # The same for ever, so that a moved one moves in the phone too instead of being there twice.
    event.add("uid", f"group-session-{entry.group_session_id}@{urlsplit(settings().public_url).hostname}")
    event.add("sequence", entry.version)
    event.add("dtstamp", clock.now().replace(microsecond=0))
    event.add("dtstart", clock.local(entry.starts_at))
    event.add("dtend", clock.local(entry.ends_at))
    # Some readers show nothing of the state, so the words say it too.
    event.add("summary", f"Cancelled: {name}" if entry.cancelled else name)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    if entry.venue:
        event.add("location", entry.venue)
    if described := _description(entry):
        event.add("description", described)
    return event


def _description(entry: Entry) -> str:
    skills = f"We practise: {', '.join(entry.skills)}." if entry.skills else ""
    yours = f"Your {'role' if len(entry.yours) == 1 else 'roles'}: {', '.join(entry.yours)}." if entry.yours else ""
    return "\n\n".join(part for part in (yours, skills, entry.getting_in) if part)
