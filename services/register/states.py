"""What a register takes now: word beforehand, marks, corrections with a reason, or nothing (R12 to R15)."""

from enum import StrEnum

from models import GroupSession, GroupSessionState, MarkKind
from services import clock
from services.errors import Conflict


class RegisterState(StrEnum):
    CANCELLED = "cancelled"
    BEFOREHAND = "beforehand"
    OPEN = "open"
    FINISHED = "finished"


# Before the day somebody can only send word, or take it back (R15).
BEFOREHAND = frozenset({MarkKind.SENT_WORD, MarkKind.NOT_RECORDED})


class Closed(Conflict):
    """The register does not take this, and trying again will not help."""


def state_of(group_session: GroupSession) -> RegisterState:
    """Where the register stands now. It opens with the day of the session, in local time."""
    if group_session.state is GroupSessionState.CANCELLED:
        return RegisterState.CANCELLED
    if group_session.register_finished_at:
        return RegisterState.FINISHED
    begun = clock.local(group_session.starts_at).date() <= clock.today()
    return RegisterState.OPEN if begun else RegisterState.BEFOREHAND


def refuse_marks(group_session: GroupSession, kinds: set[MarkKind]) -> None:
    """Refuses marks of `kinds` unless the register takes them now.

    Raises:
        Closed: cancelled, finished, or the day has not come.
    """
    state = state_of(group_session)
    if state is RegisterState.CANCELLED:
        raise Closed("This group session was cancelled, so nobody can be marked. Choose another one.")
    if state is RegisterState.FINISHED:
        raise Closed("This register is finished. To change a mark, use “Change a mark” and give a reason.")
    if state is RegisterState.BEFOREHAND and not kinds <= BEFOREHAND:
        raise Closed("This group session is still to come. Until the day, you can only note who sent word.")
