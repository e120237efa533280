"""What a register already holds: a held or marked group session never moves and is never cancelled (R11)."""

from sqlmodel import Session, col, select

from models import GroupSession, Mark, MarkKind
from services.errors import Conflict

# Word sent beforehand is not yet a register: the people who sent it are told of the cancellation like others.
BEFOREHAND = (MarkKind.SENT_WORD, MarkKind.NOT_RECORDED)


def refuse_if_happened(db: Session, meeting: GroupSession, done: str) -> None:
    """Refuses what would be `done` ("moved", "cancelled") once the register is finished or begun.

    Raises:
        Conflict: it was held, or someone has a mark in its register other than word sent beforehand.
    """
    if meeting.register_finished_at:
        raise Conflict(f"Its register is finished, so it can no longer be {done}. Plan another session instead.")
    marks = select(Mark.id).where(Mark.group_session_id == meeting.id, col(Mark.kind).not_in(BEFOREHAND))
    if db.exec(marks.limit(1)).first() is not None:
        raise Conflict(
            f"People are already marked in its register, so it can no longer be {done}. "
            "If a mark was a slip, undo it under Attendance first."
        )
