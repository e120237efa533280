"""This group session and all later ones of its series: which of them may change, and which never do (R11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models import GroupSession, GroupSessionState, Mark, Series
from services import audit
from services.errors import Conflict
from services.group_sessions import recurrence
from services.group_sessions.marked import BEFOREHAND, refuse_if_happened
from services.group_sessions.recurrence import Skipped
from services.security.actor import Actor

PLANNED, CANCELLED = GroupSessionState.PLANNED, GroupSessionState.CANCELLED
ALONE = "This group session is not part of a series, so there are no later ones. Change it by itself."


@dataclass(frozen=True)
class Effect:
    """What it means. `changing` and `staying` are the beginnings of group sessions, as they are now.

    `holidays` are new days that are bank holidays: those are cancelled. `overlapping` are new times at which another
    session of the group is: then nothing can be moved.
    """

    changing: tuple[datetime, ...]
    staying: tuple[datetime, ...]
    holidays: tuple[Skipped, ...] = ()
    overlapping: tuple[datetime, ...] = ()


def series_of(db: Session, meeting: GroupSession) -> Series:
    """The series of a group session that is still to be held.

    Raises:
        Conflict: it is in none, was held, marked or cancelled.
    """
    series = db.get(Series, meeting.series_id, with_for_update=True) if meeting.series_id else None
    if series is None:
        raise Conflict(ALONE)
    if meeting.state is CANCELLED:
        raise Conflict("It is cancelled. Bring it back first, or choose a later one.")
    refuse_if_happened(db, meeting, "changed")
    return series


def later_rows(db: Session, meeting: GroupSession) -> list[GroupSession]:
    """This one and every later slot of its series, wherever they are now, cancelled ones among them."""
    rows = select(GroupSession).where(
        GroupSession.series_id == meeting.series_id, col(GroupSession.slot_on) >= slot_of(meeting)
    )
    return list(db.exec(rows.order_by(col(GroupSession.slot_on)).with_for_update()))


def sorted_out(db: Session, rows: Sequence[GroupSession]) -> tuple[list[GroupSession], list[GroupSession]]:
    """Those that may change, and those that never do: held, or marked with more than word beforehand."""
    ids = [row.id for row in rows]
    begun = select(Mark.group_session_id).where(col(Mark.group_session_id).in_(ids), col(Mark.kind).not_in(BEFOREHAND))
    marked = set(db.exec(begun))
    planned = [row for row in rows if row.state is PLANNED]
    stays = {row.id for row in planned if row.register_finished_at or row.id in marked}
    return [row for row in planned if row.id not in stays], [row for row in planned if row.id in stays]


def as_the_series_says(series: Series, one: GroupSession) -> bool:
    """Whether it is where its series put it, and was not moved by itself."""
    slot = recurrence.slot(slot_of(one), series.local_time, series.minutes)
    return (one.starts_at, one.ends_at) == (slot.starts_at, slot.ends_at)


def slot_of(one: GroupSession) -> date:
    """The day that its series gave it."""
    assert one.slot_on is not None  # noqa: S101 - a check holds it: of a series, so with a slot
    return one.slot_on


def end(series: Series, slot_on: date) -> None:
    """Ends the series with the day before a slot; its first day is the earliest end there can be."""
    series.until = max(series.starts_on, slot_on - timedelta(days=1))


def beginnings(rows: Sequence[GroupSession]) -> tuple[datetime, ...]:
    """When they begin, as they are now."""
    return tuple(row.starts_at for row in rows)


def record(db: Session, actor: Actor, action: str, series: Series, changes: audit.Changes) -> None:
    """The change of a series, for the audit."""
    audit.record(db, actor, action, "series", series.id, group_id=series.group_id, changes=changes)
