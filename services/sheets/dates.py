"""The sheet of the next dates: when, where, what is practised, and the days on which the group does not meet."""

from dataclasses import dataclass
from datetime import date, timedelta

from models import Clinic, GraduateGroup
from services import access, clock
from services.calendar.entries import Entry, entries
from services.database import reading
from services.group_sessions.gaps import gaps
from services.group_sessions.recurrence import Skipped
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.sheets import wording
from services.sheets.printable import Printable
from services.sheets.printing import pdf

AHEAD = timedelta(weeks=26)


@dataclass(frozen=True)
class _Line:
    """One day of the sheet. `on` is the local day; the rest is as printed."""

    on: date
    times: str
    place: str
    what: str


@needs(Permission.SEE_CALENDAR)
def dates(actor: Actor, group_id: int) -> bytes:
    """The dates of the next half year of a group the actor reaches, as a tagged PDF (PDF/UA-1).

    Cancelled ones and bank holidays are named as days without a session. It names nobody, so making one is not a
    look at anybody.

    Raises:
        NotFound: no such group, or not the actor's.
    """
    last = clock.today() + AHEAD
    with reading() as db:
        group = access.group(db, actor, group_id)
        coming = [one for one in entries(db, group) if one.ends_at > clock.now() and _day(one) <= last]
        until = max((_day(one) for one in coming), default=clock.today())
        said = _said(group, db.get_one(Clinic, group.clinic_id), coming, gaps(db, group, clock.today(), until))
    return pdf("dates.typ", said)


def _day(entry: Entry) -> date:
    return clock.local(entry.starts_at).date()


def _said(group: GraduateGroup, clinic: Clinic, coming: list[Entry], skipped: list[Skipped]) -> dict[str, object]:
    """What the template shows, every text in it fit to print."""
    clean = Printable()
    said = {
        "title": f"Dates of {clean(group.name)}",
        "author": clean(clinic.name),
        "venue": clean(group.venue) or wording.NO_VENUE,
        "notes": clean(group.access_notes),
        "planning": wording.PLANNING,
        "lines": [
            [wording.weekday(one.on), one.times, clean(one.place), clean(one.what)]
            for one in _lines(group, coming, skipped)
        ],
    }
    small = [wording.as_of(clock.today())]
    return {**said, "small": [*small, wording.LEFT_OUT] if clean.left_out else small}


def _lines(group: GraduateGroup, coming: list[Entry], skipped: list[Skipped]) -> list[_Line]:
    """Every day in order; one on which the group meets after all is not said to be without a session."""
    meet = [one for one in coming if not one.cancelled]
    without = {_day(one): wording.NO_SESSION for one in coming if one.cancelled}
    without |= {one.day: wording.no_session(one.holiday) for one in skipped}
    meeting = {_day(one) for one in meet}
    lines = [_Line(day, "", "", what) for day, what in without.items() if day not in meeting]
    # Sorting keeps the order of several on one day.
    return sorted([_line(one, group.venue) for one in meet] + lines, key=lambda line: line.on)


def _line(one: Entry, usual: str) -> _Line:
    place = "" if one.venue in {"", usual} else wording.in_short(one.venue)
    return _Line(_day(one), wording.hours(one.starts_at, one.ends_at), place, ", ".join(one.skills))
