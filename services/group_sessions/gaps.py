"""Days on which a group would meet if they were no bank holiday: unsaid, somebody stands at the door (R11)."""

from datetime import date

from sqlmodel import Session, col, func, select

from models import GraduateGroup, GroupSession, Series
from services.group_sessions import recurrence
from services.group_sessions.recurrence import Skipped
from services.group_sessions.rhythms import rhythm_of


def gaps(db: Session, group: GraduateGroup, first: date, last: date) -> list[Skipped]:
    """The days from `first` to `last` (both included) that the group's series leave out, in order, each once.

    A series that continues another begins with its own first meeting, wherever its weeks are counted from.
    """
    begins = (
        select(GroupSession.series_id, func.min(GroupSession.slot_on).label("on"))
        .where(GroupSession.group_id == group.id)
        .group_by(col(GroupSession.series_id))
        .subquery()
    )
    running = (
        select(Series, begins.c.on)
        .outerjoin(begins, begins.c.series_id == col(Series.id))
        .where(
            Series.group_id == group.id,
            Series.starts_on <= last,
            col(Series.until).is_(None) | (col(Series.until) >= first),
        )
    )
    found: dict[date, Skipped] = {}
    for row, on in db.exec(running):
        _, skipped = recurrence.slots(rhythm_of(row), group.nation, last)
        begun = max(first, on) if on and row.continues_id else first
        found |= {skip.day: skip for skip in skipped if skip.day >= begun}
    return [found[day] for day in sorted(found)]
