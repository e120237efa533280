"""One group session: an extra one, moved, cancelled with a reason, restored (R11, R12)."""

from datetime import date, time

from sqlmodel import Session

from models import GroupSession, GroupSessionState
from services import access, audit, clock
from services.audit import Changes
from services.database import STALE, transaction
from services.errors import Conflict
from services.fields import Checks
from services.group_sessions.fields import check_day, check_time
from services.group_sessions.marked import refuse_if_happened
from services.group_sessions.overlap import locked_group, refuse_overlap
from services.group_sessions.recurrence import Slot, slot
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.PLAN_SESSIONS)
def add_one(
    actor: Actor,
    group_id: int,
    starts_on: date | None,
    local_time: time | None,
    minutes: int,
    venue: str | None = None,
) -> int:
    """An extra group session outside any series. Returns its id. Without a venue it is where the group meets.

    Raises:
        Invalid: what was given cannot be; every problem at once.
        Conflict: another planned session overlaps.
    """
    wanted, place = _checked(starts_on, local_time, minutes, venue)
    with transaction() as db:
        group = locked_group(db, actor, group_id)
        refuse_overlap(db, group_id, wanted)
        meeting = GroupSession(
            group_id=group_id,
            starts_at=wanted.starts_at,
            ends_at=wanted.ends_at,
            venue=place or group.venue,
            created_at=clock.now(),
        )
        db.add(meeting)
        db.flush()
        _record(db, actor, "planned", meeting, {"starts_at": (None, wanted.starts_at)})
        return meeting.id or 0


@needs(Permission.PLAN_SESSIONS)
def change(
    actor: Actor,
    group_session_id: int,
    version: int,
    starts_on: date | None,
    local_time: time | None,
    minutes: int,
    venue: str | None,
) -> None:
    """Moves one group session, its place included. It keeps its slot, so its series never makes it twice.

    A place left empty is where the group meets.

    Raises:
        Invalid: what was given cannot be; every problem at once.
        Conflict: it was held, marked or cancelled; another one overlaps; or it was changed meanwhile.
    """
    wanted, place = _checked(starts_on, local_time, minutes, venue)
    with transaction() as db:
        meeting = access.group_session(db, actor, group_session_id, to_change=True)
        if meeting.version != version:
            raise Conflict(STALE)
        if meeting.state is GroupSessionState.CANCELLED:
            raise Conflict("It is cancelled, so it cannot be moved. Bring it back first, then move it.")
        refuse_if_happened(db, meeting, "moved")
        locked_group(db, actor, meeting.group_id)
        refuse_overlap(db, meeting.group_id, wanted, but=meeting.id)
        place = place or access.group(db, actor, meeting.group_id).venue
        new = {"starts_at": wanted.starts_at, "ends_at": wanted.ends_at, "venue": place}
        changes: Changes = {field: (getattr(meeting, field), value) for field, value in new.items()}
        meeting.starts_at, meeting.ends_at, meeting.venue = wanted.starts_at, wanted.ends_at, place
        _record(db, actor, "changed", meeting, changes)


@needs(Permission.PLAN_SESSIONS)
def cancel(actor: Actor, group_session_id: int, reason: str | None) -> None:
    """Cancels one group session and keeps why: it counts in no denominator (R12). Word already sent may stay.

    Raises:
        Invalid: no reason was given, or it cannot be kept.
        Conflict: it was held, marked, or cancelled already.
    """
    check = Checks()
    why = check.line("reason", "The reason", reason, required=True)
    check.done()
    with transaction() as db:
        meeting = access.group_session(db, actor, group_session_id, to_change=True)
        if meeting.state is GroupSessionState.CANCELLED:
            raise Conflict("It is cancelled already. There is nothing more to do.")
        refuse_if_happened(db, meeting, "cancelled")
        meeting.state, meeting.cancel_reason = GroupSessionState.CANCELLED, why
        _record(db, actor, "cancelled", meeting, {"cancel_reason": (None, why)})


@needs(Permission.PLAN_SESSIONS)
def restore(actor: Actor, group_session_id: int) -> None:
    """Undoes a cancellation; a second time changes nothing.

    Raises:
        Conflict: another session has been planned at that time since.
    """
    with transaction() as db:
        meeting = access.group_session(db, actor, group_session_id, to_change=True)
        if meeting.state is GroupSessionState.PLANNED:
            return
        locked_group(db, actor, meeting.group_id)
        when = Slot(clock.local(meeting.starts_at).date(), meeting.starts_at, meeting.ends_at)
        refuse_overlap(db, meeting.group_id, when)
        _record(db, actor, "restored", meeting, {"cancel_reason": (meeting.cancel_reason, None)})
        meeting.state, meeting.cancel_reason = GroupSessionState.PLANNED, None


def _checked(starts_on: date | None, local_time: time | None, minutes: int, venue: str | None) -> tuple[Slot, str]:
    check = Checks()
    day = check_day(check, starts_on)
    at = check_time(check, local_time, minutes)
    place = check.line("venue", "The place", venue)
    check.done()
    return slot(day, at, minutes), place


def _record(db: Session, actor: Actor, what: str, meeting: GroupSession, changes: Changes) -> None:
    audit.record(
        db,
        actor,
        f"group_session.{what}",
        "group_session",
        meeting.id,
        group_id=meeting.group_id,
        changes=changes,
    )
