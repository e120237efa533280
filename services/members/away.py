"""Days on which a member cannot come: not expected, never missed, and back by themselves afterwards."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models import MemberAway
from services import access, audit, clock
from services.database import transaction
from services.errors import NotFound
from services.fields import Checks
from services.roles.letting_go import let_go
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Away:
    """First and last day, both included."""

    id: int
    since: date
    until: date


@needs(Permission.KEEP_MEMBERS)
def away(actor: Actor, member_id: int, since: date | None, until: date | None) -> int:
    """A member is away from one day to another, both included; returns the entry's id. Roles then are open again.

    Raises:
        NotFound: no such member, or not of the actor's group.
        Invalid: a day is missing, the last is past or before the first, or it is more than a year.
    """
    check = Checks()
    first, last = check.day("since", "The first day", since), check.day("until", "The last day", until)
    if since is not None and until is not None:
        check.that(last >= first, "until", "The last day is before the first. Choose a later last day.")
        check.that(last >= clock.today(), "until", "The last day is past. Choose today or a later day.")
        check.that(last - first <= LONGEST, "until", "That is more than a year. Choose a nearer last day.")
    check.done()
    with transaction() as db:
        member = access.member(db, actor, member_id)
        access.group(db, actor, member.group_id, to_change=True)  # so that nobody offers them a role meanwhile
        entry = MemberAway(member_id=member_id, since=first, until=last)
        db.add(entry)
        db.flush()
        let_go(db, actor, member_id, first, last)
        changes: audit.Changes = {"since": (None, first), "until": (None, last)}
        audit.record(db, actor, "member.away", "member", member_id, group_id=member.group_id, changes=changes)
        return entry.id or 0


@needs(Permission.KEEP_MEMBERS)
def not_away(actor: Actor, away_id: int) -> None:
    """Takes such days back: a slip, or they can come after all.

    Raises:
        NotFound: no such entry, or not of the actor's group.
    """
    with transaction() as db:
        entry = db.get(MemberAway, away_id, with_for_update=True)
        if entry is None:
            raise NotFound
        member = access.member(db, actor, entry.member_id)
        changes: audit.Changes = {"since": (entry.since, None), "until": (entry.until, None)}
        db.delete(entry)
        audit.record(db, actor, "member.not_away", "member", member.id, group_id=member.group_id, changes=changes)


def days_away(db: Session, member_id: int) -> tuple[Away, ...]:
    """The days that are not over, soonest first."""
    told = select(MemberAway).where(MemberAway.member_id == member_id, col(MemberAway.until) >= clock.today())
    return tuple(Away(row.id or 0, row.since, row.until) for row in db.exec(told.order_by(col(MemberAway.since))))
