"""Cancelling this group session and all later ones of its series, each with the reason (R12)."""

from services import access, audit
from services.database import reading, transaction
from services.fields import Checks
from services.group_sessions import overlap
from services.group_sessions.later import (
    CANCELLED,
    Effect,
    beginnings,
    end,
    later_rows,
    record,
    series_of,
    slot_of,
    sorted_out,
)
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.PLAN_SESSIONS)
def effect_of_cancelling(actor: Actor, group_session_id: int) -> Effect:
    """What `cancel_later` would do. Changes nothing.

    Raises:
        NotFound: no such group session of the actor's.
        Conflict: it is in no series, was held, marked or cancelled.
    """
    with reading() as db:
        meeting = access.group_session(db, actor, group_session_id)
        series_of(db, meeting)
        going, staying = sorted_out(db, later_rows(db, meeting))
        return Effect(beginnings(going), beginnings(staying))


@needs(Permission.PLAN_SESSIONS)
def cancel_later(actor: Actor, group_session_id: int, reason: str | None) -> int:
    """Cancels this one and all later ones of its series, each with the reason; returns how many. The series ends.

    Each can be brought back by itself.

    Raises:
        NotFound: no such group session of the actor's.
        Invalid: no reason was given, or it cannot be kept.
        Conflict: it is in no series, was held, marked or cancelled.
    """
    check = Checks()
    why = check.line("reason", "The reason", reason, required=True)
    check.done()
    with transaction() as db:
        meeting = access.group_session(db, actor, group_session_id, to_change=True)
        overlap.locked_group(db, actor, meeting.group_id)
        series = series_of(db, meeting)
        going, _ = sorted_out(db, later_rows(db, meeting))
        for one in going:
            one.state, one.cancel_reason = CANCELLED, why
        end(series, slot_of(meeting))
        changes: audit.Changes = {"cancel_reason": (None, why), "group_sessions": (len(going), 0)}
        record(db, actor, "series.cancelled", series, changes)
        return len(going)
