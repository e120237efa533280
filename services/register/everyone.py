"""“Everyone expected is here”: one tap for the whole room, and one to take it back."""

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import GroupSession, Mark, MarkEvent, MarkKind, Member
from services import access
from services.database import transaction
from services.fields import Checks
from services.register.expecting import expected_at
from services.register.marking import check_tap_id
from services.register.states import refuse_marks
from services.register.writing import Change, write
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

# With ":" and a member's id behind it, it must still fit into a tap.
LONGEST_BATCH = 40


@needs(Permission.KEEP_REGISTER)
def everyone_here(actor: Actor, group_session_id: int, batch: str) -> tuple[int, ...]:
    """Marks every member expected and without a mark as came, and returns whom. Word sent beforehand stays (R15).

    `batch` names the tap: sent again it changes nothing, and `undo_everyone_here` takes back what it did.

    Raises:
        Closed: cancelled, finished, or the day has not come.
        NotFound: no such group session.
    """
    _check(batch)
    with transaction() as db:
        group_session = access.group_session(db, actor, group_session_id, to_change=True)
        done = tuple(mark.member_id for mark, _ in _of_batch(db, group_session, batch))
        if done:
            return done
        refuse_marks(group_session, {MarkKind.CAME})
        unmarked = _unmarked(db, group_session)
        write(db, actor, group_session, [Change(m, MarkKind.CAME, tap=f"{batch}:{m}") for m in unmarked])
        return tuple(unmarked)


@needs(Permission.KEEP_REGISTER)
def undo_everyone_here(actor: Actor, group_session_id: int, batch: str) -> tuple[int, ...]:
    """Puts back what `batch` marked, except marks touched since. Returns who was put back.

    Raises:
        Closed: cancelled or finished since.
        NotFound: no such group session.
    """
    _check(batch)
    with transaction() as db:
        group_session = access.group_session(db, actor, group_session_id, to_change=True)
        refuse_marks(group_session, set())
        untouched = _of_batch(db, group_session, batch, untouched=True)
        back = [Change(mark.member_id, event.before, event.before_left_early) for mark, event in untouched]
        write(db, actor, group_session, back)
        return tuple(mark.member_id for mark, _ in untouched)


def _check(batch: str) -> None:
    check = Checks()
    check_tap_id(check, batch)
    check.that(len(batch) <= LONGEST_BATCH, "batch", "That tap did not arrive whole. Please tap again.")
    check.done()


def _unmarked(db: Session, group_session: GroupSession) -> list[int]:
    marked = select(Mark.member_id).where(
        Mark.group_session_id == group_session.id, col(Mark.kind) != MarkKind.NOT_RECORDED
    )
    expected = select(Member.id).where(
        Member.group_id == group_session.group_id,
        expected_at(group_session),
        col(Member.id).not_in(marked),
    )
    return [found for found in db.exec(expected.order_by(col(Member.id))) if found]


def _of_batch(
    db: Session, group_session: GroupSession, batch: str, *, untouched: bool = False
) -> list[tuple[Mark, MarkEvent]]:
    """What the batch marked, with the event of each; `untouched` leaves out what was marked again since."""
    made = (
        select(Mark, MarkEvent)
        .join(MarkEvent, col(MarkEvent.mark_id) == col(Mark.id))
        .where(
            Mark.group_session_id == group_session.id,
            col(MarkEvent.tap).startswith(f"{batch}:", autoescape=True),
        )
    )
    if untouched:
        later = aliased(MarkEvent)
        made = made.where(~exists().where(col(later.mark_id) == col(Mark.id), col(later.id) > col(MarkEvent.id)))
    return list(db.exec(made.order_by(col(Mark.member_id))))
