"""Writing marks: each change with its event (who, from what, to what), its audit, and R5 after it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import ATTENDED, LARGEST_ID, GroupSession, Mark, MarkEvent, MarkKind, Member
from services import audit, clock
from services.errors import NotFound
from services.referrals import visits
from services.roles.from_register import follow_marks
from services.security.actor import Actor


@dataclass(frozen=True)
class Change:
    """What a mark is to become. `tap` names the tap that asked for it."""

    member_id: int
    kind: MarkKind
    left_early: bool = False
    tap: str | None = None
    reason: str | None = None


def write(db: Session, actor: Actor, group_session: GroupSession, changes: Sequence[Change]) -> None:
    """Applies the changes in order. The caller holds the lock on `group_session` and has checked its state.

    A change to what the mark already is leaves its event too, so that its tap is never applied later.
    """
    marks = _marks(db, actor, group_session, {change.member_id for change in changes})
    attended_before = {member_id: mark.kind in ATTENDED for member_id, mark in marks.items()}
    for change in changes:
        _apply(db, actor, group_session, marks[change.member_id], change)
    db.flush()
    # In one order for everybody, so that two registers written at once never wait for each other in a ring.
    for member_id in sorted(marks):
        if attended_before[member_id] != (marks[member_id].kind in ATTENDED):
            visits.follow(db, actor, member_id)
    follow_marks(db, actor, group_session, marks.keys())


def refuse_strangers(db: Session, group_session: GroupSession, member_ids: Iterable[int]) -> None:
    """Refuses anybody who is not a member of the session's group, whatever their state.

    Raises:
        NotFound: missing, erased, or of another group.
    """
    wanted = set(member_ids)
    if any(not 0 < member_id <= LARGEST_ID for member_id in wanted):
        raise NotFound
    here = select(Member.id).where(
        col(Member.id).in_(wanted), Member.group_id == group_session.group_id, col(Member.erased_at).is_(None)
    )
    if set(db.exec(here)) != wanted:
        raise NotFound


def mark_of(db: Session, group_session: GroupSession, member_id: int) -> Mark | None:
    """One member's mark, when there is one."""
    there = select(Mark).where(Mark.group_session_id == group_session.id, Mark.member_id == member_id)
    return db.exec(there).first()


def _marks(db: Session, actor: Actor, group_session: GroupSession, member_ids: set[int]) -> dict[int, Mark]:
    """Everybody's mark, made as not recorded where there was none."""
    there = select(Mark).where(Mark.group_session_id == group_session.id, col(Mark.member_id).in_(member_ids))
    marks = {mark.member_id: mark for mark in db.exec(there)}
    for member_id in sorted(member_ids - marks.keys()):
        marks[member_id] = Mark(
            group_session_id=group_session.id or 0,
            member_id=member_id,
            kind=MarkKind.NOT_RECORDED,
            at=clock.now(),
            account_id=actor.account_id,
        )
        db.add(marks[member_id])
    db.flush()
    return marks


def _apply(db: Session, actor: Actor, group_session: GroupSession, mark: Mark, change: Change) -> None:
    before, before_left_early, at = mark.kind, mark.left_early, clock.now()
    mark.kind, mark.left_early, mark.at, mark.account_id = (
        change.kind,
        change.left_early,
        at,
        actor.account_id,
    )
    db.add(mark)
    db.add(
        MarkEvent(
            mark_id=mark.id or 0,
            before=before,
            before_left_early=before_left_early,
            after=change.kind,
            after_left_early=change.left_early,
            at=at,
            account_id=actor.account_id,
            reason=change.reason,
            tap=change.tap,
        )
    )
    if (before, before_left_early) != (change.kind, change.left_early):
        changed: audit.Changes = {
            "kind": (before, change.kind),
            "left_early": (before_left_early, change.left_early),
        }
        audit.record(db, actor, "mark.changed", "mark", mark.id, group_id=group_session.group_id, changes=changed)
