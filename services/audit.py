"""Writing the audit trail, always in the transaction of what it records (R31)."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from models import AuditChange, AuditEvent
from services import clock
from services.database import reading, transaction
from services.security.actor import Actor

# A page is redrawn many times during one look; within this time it is one look.
ONE_LOOK = timedelta(minutes=15)

Changes = dict[str, tuple[object, object]]


def record(
    db: Session,
    actor: Actor | None,
    action: str,
    subject: str = "",
    subject_id: int | None = None,
    *,
    clinic_id: int | None = None,
    group_id: int | None = None,
    changes: Changes | None = None,
    groups_own: bool = False,
) -> None:
    """Adds one event: `action` in dotted words ("referral.sent"), `subject` a table's name and `subject_id` its id.

    `changes` maps a field to (before, after); fields that did not change are left out. Values go to rows of
    their own, which erasure may remove. The scope defaults to the actor's. `groups_own` is for what the group alone
    may know (R9): of clinic staff not even who it was is written, or their own actions would tell them.
    """
    if groups_own and actor is not None and actor.clinic_id is not None:
        actor = None
    event = AuditEvent(
        at=clock.now(),
        account_id=actor.account_id if actor else None,
        action=action,
        subject=subject,
        subject_id=subject_id,
        clinic_id=clinic_id if clinic_id is not None or actor is None else actor.clinic_id,
        group_id=group_id,
    )
    db.add(event)
    db.flush()
    assert event.id is not None  # noqa: S101 - flushed
    for field, (before, after) in (changes or {}).items():
        if before != after:
            db.add(AuditChange(event_id=event.id, field=field, before=_text(before), after=_text(after)))


def record_each(
    db: Session, actor: Actor, action: str, subject: str, changes: Sequence[tuple[int, str, object, object]]
) -> None:
    """The same event for many records at once: (subject's id, field, before, after) of each.

    The number of statements does not grow with the records.
    """
    at = clock.now()
    event = {"at": at, "account_id": actor.account_id, "action": action, "subject": subject}
    last = db.exec(select(func.max(AuditEvent.id))).one() or 0
    db.execute(insert(AuditEvent), [{**event, "subject_id": of, "clinic_id": actor.clinic_id} for of, *_ in changes])
    # Not every database gives many new ids back in order: those of this very moment are looked up, by subject.
    mine = (AuditEvent.account_id == actor.account_id, AuditEvent.action == action, AuditEvent.at == at)
    made = select(col(AuditEvent.id), col(AuditEvent.subject_id)).where(*mine, col(AuditEvent.id) > last)
    ids: dict[int | None, list[int]] = {}
    for event_id, of in db.exec(made.order_by(col(AuditEvent.id))):
        ids.setdefault(of, []).append(event_id or 0)
    values = [
        {"event_id": ids[of].pop(0), "field": field, "before": _text(before), "after": _text(after)}
        for of, field, before, after in changes
    ]
    db.execute(insert(AuditChange), values)


def looked(
    actor: Actor, subject: str, subject_ids: Sequence[int], *, clinic_id: int | None = None, group_id: int | None = None
) -> None:
    """Records that the actor looked at these people, each once for one look (R31).

    Call it before handing the view on, also when nobody is on it: what cannot be recorded is not shown, and without a
    look at nobody the next one would tell that somebody had come to be looked at (R26). A redraw writes nothing, so
    that looking never waits for a writer; the number of queries does not grow with the people.
    """
    look = {
        "account_id": actor.account_id,
        "action": f"{subject}.looked_at",
        "subject": subject,
        "clinic_id": clinic_id if clinic_id is not None else actor.clinic_id,
        "group_id": group_id,
    }
    with reading() as db:
        unseen = _unseen(db, look, subject_ids)
    if unseen:
        with transaction() as db:
            at = clock.now()
            # One statement: an object each would be a statement each on SQLite.
            db.execute(insert(AuditEvent), [{**look, "at": at, "subject_id": subject_id} for subject_id in unseen])


def printed(actor: Actor, what: str, subject: str, subject_id: int, *, group_id: int | None = None) -> None:
    """Records that a sheet with people on it was made: what leaves on paper is not seen again (R31)."""
    with transaction() as db:
        record(db, actor, f"{what}.printed", subject, subject_id, group_id=group_id)


def _unseen(db: Session, look: dict[str, object], subject_ids: Sequence[int]) -> Sequence[int | None]:
    """Those of whom this look is still to be written; None is nobody, once a day."""
    # A look ends with its day: an administrator is told of days, and on the next one it is told anew.
    today = clock.day_begins(clock.today())
    since = max(clock.now() - ONE_LOOK, today) if subject_ids else today
    whom = col(AuditEvent.subject_id).in_(subject_ids) if subject_ids else col(AuditEvent.subject_id).is_(None)
    recent = select(AuditEvent.subject_id).filter_by(**look).where(whom, col(AuditEvent.at) > since)
    seen = set(db.exec(recent))
    wanted: list[int | None] = [*subject_ids] or [None]
    return [subject_id for subject_id in wanted if subject_id not in seen]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
