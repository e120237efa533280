"""Finishing a register, and what may still happen to it afterwards: only with a reason (R14)."""

from sqlmodel import Session, col, select

from models import ATTENDED, GroupSession, Mark, MarkKind
from services import access, audit, clock
from services.database import transaction
from services.errors import Conflict
from services.fields import Checks
from services.register.states import Closed, RegisterState, refuse_marks, state_of
from services.register.writing import Change, refuse_strangers, write
from services.roles.from_register import follow_marks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.KEEP_REGISTER)
def finish(actor: Actor, group_session_id: int) -> None:
    """Finishes the register. Whoever has no mark stays not recorded, never absent (R12). Twice is harmless.

    Raises:
        Closed: cancelled, or the day has not come.
        Conflict: nobody is marked at all.
        NotFound: no such group session.
    """
    with transaction() as db:
        group_session = access.group_session(db, actor, group_session_id, to_change=True)
        if state_of(group_session) is RegisterState.FINISHED:
            return
        refuse_marks(group_session, {MarkKind.CAME})
        if not _anybody_marked(db, group_session):
            raise Closed(
                "Nobody is marked yet, so there is nothing to finish. Mark who came; "
                "if the session did not happen, cancel it under Sessions."
            )
        group_session.register_finished_at = clock.now()
        group_session.register_finished_by_id = actor.account_id
        db.add(group_session)
        follow_marks(db, actor, group_session)
        audit.record(db, actor, "register.finished", "group_session", group_session_id, group_id=group_session.group_id)


@needs(Permission.CORRECT_REGISTER)
def reopen(actor: Actor, group_session_id: int, reason: str) -> None:
    """Opens a finished register again, for a slip or a whole row of changes; the reason is kept in the audit.

    Raises:
        Invalid: no reason.
        Conflict: it is not finished.
        NotFound: no such group session.
    """
    reason = _reason(reason)
    with transaction() as db:
        group_session = _finished(db, actor, group_session_id)
        finished_at = group_session.register_finished_at
        group_session.register_finished_at = group_session.register_finished_by_id = None
        db.add(group_session)
        follow_marks(db, actor, group_session)
        changes: audit.Changes = {"register_finished_at": (finished_at, None), "reason": (None, reason)}
        scope = group_session.group_id
        audit.record(db, actor, "register.reopened", "group_session", group_session_id, group_id=scope, changes=changes)


@needs(Permission.CORRECT_REGISTER)
def correct(actor: Actor, group_session_id: int, member_id: int, kind: MarkKind, left_early: bool, reason: str) -> None:
    """Changes one mark of a finished register, with the reason kept beside it.

    Raises:
        Invalid: no reason, or "left early" for somebody who did not come.
        Conflict: it is not finished.
        NotFound: no such group session, or somebody not of its group.
    """
    check = Checks()
    check.that(kind in ATTENDED or not left_early, "left_early", "Only someone who came can have left early.")
    reason = check.line("reason", "The reason", reason, required=True)
    check.done()
    with transaction() as db:
        group_session = _finished(db, actor, group_session_id)
        refuse_strangers(db, group_session, [member_id])
        write(db, actor, group_session, [Change(member_id, kind, left_early, reason=reason)])


def _finished(db: Session, actor: Actor, group_session_id: int) -> GroupSession:
    group_session = access.group_session(db, actor, group_session_id, to_change=True)
    if state_of(group_session) is not RegisterState.FINISHED:
        raise Conflict("This register is not finished, so nothing needs correcting. Tap a name to change its mark.")
    return group_session


def _anybody_marked(db: Session, group_session: GroupSession) -> bool:
    marks = select(Mark.id).where(Mark.group_session_id == group_session.id, col(Mark.kind) != MarkKind.NOT_RECORDED)
    return db.exec(marks.limit(1)).first() is not None


def _reason(text: str) -> str:
    check = Checks()
    reason = check.line("reason", "The reason", text, required=True)
    check.done()
    return reason
