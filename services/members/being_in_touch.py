"""A coordinator was in touch with somebody who had gone quiet: what came of it, kept in the group."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import Account, Member, MemberEvent, MemberState, MemberStep, QuietContact, QuietOutcome
from services import access, audit, clock
from services.database import reading, transaction
from services.errors import Conflict, NotFound
from services.members.comings import take
from services.members.quiet import Quiet, quiet_members
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Touch:
    """One time of being in touch, by whom."""

    id: int
    outcome: QuietOutcome
    at: datetime
    by: str


@needs(Permission.KEEP_MEMBERS)
def gone_quiet(actor: Actor, group_id: int) -> tuple[Quiet, ...]:
    """Who has gone quiet in the actor's group, most recently seen first. The looks are recorded (R31).

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        found = quiet_members(db, group_id)
    audit.looked(actor, "member", [one.member_id for one in found], group_id=group_id)
    return found


@needs(Permission.KEEP_MEMBERS)
def been_in_touch(actor: Actor, member_id: int, outcome: QuietOutcome) -> int:
    """Notes what came of it, and returns its id. Taking a break pauses them too.

    Raises:
        NotFound: no such member, or not of the actor's group.
        Conflict: they are not active, so nobody expects them.
    """
    with transaction() as db:
        member = access.member(db, actor, member_id)
        if member.state is not MemberState.ACTIVE:
            raise Conflict(f"{member.name} is taking a break or has left, so there is nothing to note.")
        touch = QuietContact(member_id=member_id, outcome=outcome, at=clock.now(), account_id=actor.account_id)
        db.add(touch)
        db.flush()
        _record(db, actor, member, "member.in_touch", (None, outcome))
        if outcome is QuietOutcome.TAKING_A_BREAK:
            take(db, actor, member_id, MemberStep.PAUSED)
        return touch.id or 0


@needs(Permission.KEEP_MEMBERS)
def take_back(actor: Actor, touch_id: int) -> None:
    """Undoes a slip: it was never noted. The break that came of it ends, and no later one.

    Raises:
        NotFound: no such note, or not of the actor's group.
    """
    with transaction() as db:
        touch = db.get(QuietContact, touch_id, with_for_update=True)
        if touch is None:
            raise NotFound
        member = access.member(db, actor, touch.member_id)
        if touch.outcome is QuietOutcome.TAKING_A_BREAK and _is_that_break(db, touch, member):
            take(db, actor, touch.member_id, MemberStep.CAME_BACK)
        db.delete(touch)
        _record(db, actor, member, "member.in_touch_taken_back", (touch.outcome, None))


@needs(Permission.KEEP_MEMBERS)
def suggest_quiet(actor: Actor, member_id: int, *, wanted: bool) -> None:
    """Whether they may be listed as gone quiet at all: some people come when they come.

    Raises:
        NotFound: no such member, or not of the actor's group.
    """
    with transaction() as db:
        member = access.member(db, actor, member_id)
        if member.suggest_quiet is wanted:
            return
        member.suggest_quiet = wanted
        db.add(member)
        changes: audit.Changes = {"suggest_quiet": (not wanted, wanted)}
        audit.record(db, actor, "member.suggest_quiet", "member", member_id, group_id=member.group_id, changes=changes)


def _is_that_break(db: Session, touch: QuietContact, member: Member) -> bool:
    """Whether they are on the break that came of it: they have not been back since."""
    back = select(MemberEvent.id).where(
        MemberEvent.member_id == member.id,
        MemberEvent.step == MemberStep.CAME_BACK,
        col(MemberEvent.at) >= touch.at,
    )
    return member.state is MemberState.PAUSED and db.exec(back.limit(1)).first() is None


def touches(db: Session, member_id: int, limit: int = 5) -> tuple[Touch, ...]:
    """The last times somebody was in touch, newest first."""
    found = (
        select(QuietContact, Account.display_name)
        .outerjoin(Account, col(Account.id) == col(QuietContact.account_id))
        .where(QuietContact.member_id == member_id)
        .order_by(col(QuietContact.id).desc())
        .limit(limit)
    )
    return tuple(Touch(row.id or 0, row.outcome, row.at, by or "") for row, by in db.exec(found))


def _record(
    db: Session, actor: Actor, member: Member, action: str, outcome: tuple[QuietOutcome | None, QuietOutcome | None]
) -> None:
    changes: audit.Changes = {"outcome": outcome}
    audit.record(db, actor, action, "member", member.id, group_id=member.group_id, changes=changes)
