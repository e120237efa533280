"""Someone just turns up: known to the group or new to it, they are in the register in one step (R16)."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import (
    Confirmation,
    GroupSession,
    Mark,
    MarkEvent,
    MarkKind,
    Member,
    MemberEvent,
    MemberOrigin,
    MemberStep,
)
from services import access, audit, clock
from services.database import transaction
from services.fields import Checks
from services.register.marking import check_tap_id
from services.register.states import refuse_marks
from services.register.writing import Change, write
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class WalkIn:
    """Who was marked as came. A newcomer waits for the clinic to confirm their programme."""

    member_id: int
    name: str
    newcomer: bool


@needs(Permission.KEEP_REGISTER)
def walk_in(actor: Actor, group_session_id: int, name: str, tap: str) -> WalkIn:
    """Marks whoever came in by that name as came; a name nobody has makes a newcomer, to be confirmed.

    When the name, in any case, is that of exactly one member without a mark here (active, paused or left), it
    is them. `tap` names the tap: sent again it makes nobody twice.

    Raises:
        Invalid: no name, or one that cannot be kept.
        Closed: cancelled, finished, or the day has not come.
        NotFound: no such group session.
    """
    check = Checks()
    name = check.name("name", "Their first name", name)
    check_tap_id(check, tap)
    check.done()
    with transaction() as db:
        group_session = access.group_session(db, actor, group_session_id, to_change=True)
        if (before := _made_by(db, group_session, tap)) is not None:
            return before
        refuse_marks(group_session, {MarkKind.CAME})
        known = _known(db, group_session, name)
        member = known or _newcomer(db, actor, group_session, name)
        write(db, actor, group_session, [Change(member.id or 0, MarkKind.CAME, tap=tap)])
        return WalkIn(member.id or 0, member.name, newcomer=known is None)


def _made_by(db: Session, group_session: GroupSession, tap: str) -> WalkIn | None:
    made = (
        select(Member)
        .join(Mark, col(Mark.member_id) == col(Member.id))
        .join(MarkEvent, col(MarkEvent.mark_id) == col(Mark.id))
        .where(MarkEvent.tap == tap, Mark.group_session_id == group_session.id)
    )
    member = db.exec(made).first()
    if member is None:
        return None
    return WalkIn(member.id or 0, member.name, member.origin is MemberOrigin.CAME_ALONG)


def _known(db: Session, group_session: GroupSession, name: str) -> Member | None:
    marked = select(Mark.member_id).where(
        Mark.group_session_id == group_session.id, col(Mark.kind) != MarkKind.NOT_RECORDED
    )
    unmarked = select(Member).where(
        Member.group_id == group_session.group_id,
        col(Member.erased_at).is_(None),
        col(Member.id).not_in(marked),
    )
    # Compared here, not in SQL: SQLite folds the case of unaccented letters only.
    same = [member for member in db.exec(unmarked) if member.name.casefold() == name.casefold()]
    return same[0] if len(same) == 1 else None


def _newcomer(db: Session, actor: Actor, group_session: GroupSession, name: str) -> Member:
    member = Member(
        group_id=group_session.group_id,
        name=name,
        origin=MemberOrigin.CAME_ALONG,
        confirmation=Confirmation.WAITING,
        joined_on=clock.local(group_session.starts_at).date(),
        created_at=clock.now(),
    )
    db.add(member)
    db.flush()
    db.add(
        MemberEvent(member_id=member.id or 0, step=MemberStep.CAME_ALONG, at=clock.now(), account_id=actor.account_id)
    )
    changes: audit.Changes = {"name": (None, name), "origin": (None, MemberOrigin.CAME_ALONG)}
    audit.record(db, actor, "member.came_along", "member", member.id, group_id=group_session.group_id, changes=changes)
    return member
