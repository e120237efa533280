"""Days on which a group would meet if they were no bank holiday: unsaid, somebody stands at the door (R11)."""

from datetime import date

from sqlmodel import Session, col, select

from models import GraduateGroup, Series
from services.group_sessions import recurrence
from services.group_sessions.recurrence import Skipped
from services.group_sessions.rhythms import rhythm_of


def gaps(db: Session, group: GraduateGroup, first: date, last: date) -> list[Skipped]:
    """The days from `first` to `last` (both included) that the group's series leave out, in order, each once."""
    running = select(Series).where(
        Series.group_id == group.id,
        Series.starts_on <= last,
        col(Series.until).is_(None) | (col(Series.until) >= first),
    )
    found: dict[date, Skipped] = {}
    for row in db.exec(running):
        _, skipped = recurrence.slots(rhythm_of(row), group.nation, last)
        found |= {skip.day: skip for skip in skipped if skip.day >= first}
    return [found[day] for day in sorted(found)]
