"""What keeps an import from being undone: something that depends on it by now, each said in words.

No reason speaks of a milestone (R9): only what the clinic itself has done since.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, or_, union
from sqlmodel import Session, col, select

from models import (
    AuditChange,
    AuditEvent,
    CallRequest,
    Completion,
    Consent,
    Graduate,
    GraduateImport,
    GraduateMerge,
    Member,
    MemberEvent,
    MemberStep,
    MergeMove,
    Moved,
    Programme,
    Referral,
)


def what_keeps(db: Session, import_ids: Collection[int]) -> dict[int, str]:
    """The first reason of each import that has one; a fixed number of queries."""
    reasons: dict[int, str] = {}
    for reason, query in _reasons(import_ids):
        for import_id in db.execute(query).scalars():
            reasons.setdefault(import_id, reason)
    return reasons


def _reasons(ids: Collection[int]) -> tuple[tuple[str, Any], ...]:
    return (
        ("somebody in it has been referred since", _referred(ids)),
        ("the clinic has been asked to call somebody in it", _asked_to_call(ids)),
        ("a group has been told since that somebody in it completed the programme", _confirmed(ids)),
        ("somebody in it has been put together with another entry since", _merged(ids)),
        ("details of somebody in it have been changed since", _changed(ids)),
        ("a consent of somebody in it has been recorded or withdrawn since", _consents(ids)),
        ("a programme of somebody in it has been recorded or changed since", _completions(ids)),
        ("a programme that came with it has other people in it by now", _in_its_programme(ids)),
        (
            "the name or the dates of the programme that came with it have been changed since",
            _its_programme_changed(ids),
        ),
    )


def _made(ids: Collection[int]) -> Any:
    return col(Graduate.import_id).in_(ids)


def _touched(ids: Collection[int]) -> Any:
    """Everybody to whom an import gave anything, with its id and moment."""
    given = union(
        select(col(Graduate.id).label("graduate_id"), col(Graduate.import_id).label("import_id")).where(_made(ids)),
        select(col(Completion.graduate_id), col(Completion.import_id)).where(col(Completion.import_id).in_(ids)),
        select(col(Consent.graduate_id), col(Consent.import_id)).where(col(Consent.import_id).in_(ids)),
    ).subquery()
    return (
        select(given.c.graduate_id, given.c.import_id, col(GraduateImport.at).label("at"))
        .join(GraduateImport, col(GraduateImport.id) == given.c.import_id)
        .subquery()
    )


def _referred(ids: Collection[int]) -> Any:
    touched = _touched(ids)
    since = or_(col(Referral.created_at) >= touched.c.at, col(Referral.sent_at) >= touched.c.at)
    return select(touched.c.import_id).join(Referral, col(Referral.graduate_id) == touched.c.graduate_id).where(since)


def _asked_to_call(ids: Collection[int]) -> Any:
    of_made = select(col(Graduate.import_id)).join(CallRequest, col(CallRequest.graduate_id) == col(Graduate.id))
    return of_made.where(_made(ids))


def _confirmed(ids: Collection[int]) -> Any:
    """Confirmed by the clinic. A member made by a coordinator's yes follows a referral, which tells by itself."""
    touched = _touched(ids)
    return (
        select(touched.c.import_id)
        .join(Member, col(Member.graduate_id) == touched.c.graduate_id)
        .join(MemberEvent, col(MemberEvent.member_id) == col(Member.id))
        .where(col(MemberEvent.step) == MemberStep.CONFIRMED, col(MemberEvent.at) >= touched.c.at)
    )


def _merged(ids: Collection[int]) -> Any:
    """Two entries of which it made one, even where the merge was undone; or a merge that moved what it gave."""
    pair = or_(col(GraduateMerge.kept_id) == col(Graduate.id), col(GraduateMerge.merged_id) == col(Graduate.id))
    of_made = select(col(Graduate.import_id)).join(GraduateMerge, pair).where(_made(ids))
    moved = [
        select(col(table.import_id))
        .join(MergeMove, and_(col(MergeMove.kind) == kind, col(MergeMove.row_id) == col(table.id)))
        .join(GraduateMerge, col(GraduateMerge.id) == col(MergeMove.merge_id))
        .where(col(table.import_id).in_(ids), col(GraduateMerge.undone_at).is_(None))
        for table, kind in ((Completion, Moved.COMPLETION), (Consent, Moved.CONSENT))
    ]
    return union(of_made, *moved)


def _changed(ids: Collection[int]) -> Any:
    changed = or_(col(Graduate.version) > 1, col(Graduate.erased_at).is_not(None))
    return select(col(Graduate.import_id)).where(_made(ids), changed)


def _consents(ids: Collection[int]) -> Any:
    ended = select(col(Consent.import_id)).where(
        col(Consent.import_id).in_(ids), col(Consent.withdrawn_at).is_not(None)
    )
    of_made = select(col(Graduate.import_id)).join(Consent, col(Consent.graduate_id) == col(Graduate.id))
    return union(ended, of_made.where(_made(ids), _not_its(Consent, Graduate)))


def _completions(ids: Collection[int]) -> Any:
    of_made = select(col(Graduate.import_id)).join(Completion, col(Completion.graduate_id) == col(Graduate.id))
    return of_made.where(_made(ids), _not_its(Completion, Graduate))


def _in_its_programme(ids: Collection[int]) -> Any:
    of_made = select(col(Programme.import_id)).join(Completion, col(Completion.programme_id) == col(Programme.id))
    return of_made.where(col(Programme.import_id).in_(ids), _not_its(Completion, Programme))


def _its_programme_changed(ids: Collection[int]) -> Any:
    # A change that changed nothing has no values.
    changed = and_(
        col(AuditEvent.action) == "programme.changed",
        col(AuditEvent.subject) == "programme",
        col(AuditEvent.subject_id) == col(Programme.id),
    )
    of_made = select(col(Programme.import_id)).join(AuditEvent, changed)
    return of_made.join(AuditChange, col(AuditChange.event_id) == col(AuditEvent.id)).where(
        col(Programme.import_id).in_(ids)
    )


def _not_its(table: Any, made: Any) -> Any:
    return or_(col(table.import_id).is_(None), col(table.import_id) != col(made.import_id))
