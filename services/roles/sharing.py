"""How the work was shared over time: each quarter's duties, and how many of them a few people carried (R21)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from models import Account, AccountGroup, Duty, DutyState, GroupSession, Member, Role
from services import access, clock
from services.database import reading
from services.roles.load import Load, carried, load_of, whose
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

QUARTERS = 8


@dataclass(frozen=True)
class Quarter:
    """Three calendar months, by the date on the wall: counts of what people carried.

    Attributes:
        begins: the first day of the quarter.
        duties: done, or taken on at a session whose register is not finished.
        people: by how many people.
        top_two: of `duties`, those of the two people with most in this quarter.
        coordinators: of `duties`, those of people who coordinate the group now.
        not_said: of `duties`, those that wait for their register.
    """

    begins: date
    duties: int
    people: int
    top_two: int
    coordinators: int
    not_said: int


@dataclass(frozen=True)
class Sharing:
    """The last six months, and the last eight quarters with any duty, oldest first.

    `coordinators_known`: some coordinator is known as a member, so that theirs can be counted apart.
    """

    lately: Load
    quarters: tuple[Quarter, ...]
    coordinators_known: bool


@dataclass(frozen=True)
class _Share:
    """What one person carried at one group session."""

    starts_at: datetime
    person: int
    duties: int
    not_said: int


@needs(Permission.SHARE_ROLES)
def sharing(actor: Actor, group_id: int) -> Sharing:
    """Counts as `load` does, quarter by quarter. Five queries, whatever the numbers.

    Raises:
        NotFound: no such group, or not the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        coordinators = _coordinators(db, group_id)
        return Sharing(load_of(db, group_id), _quarters(_shares(db, group_id), coordinators), bool(coordinators))


def _quarters(shares: Iterable[_Share], coordinators: frozenset[int]) -> tuple[Quarter, ...]:
    by_quarter: defaultdict[date, list[_Share]] = defaultdict(list)
    for share in shares:
        by_quarter[_begins(share.starts_at)].append(share)
    return tuple(_quarter(begins, by_quarter[begins], coordinators) for begins in sorted(by_quarter)[-QUARTERS:])


def _quarter(begins: date, shares: Sequence[_Share], coordinators: frozenset[int]) -> Quarter:
    held: Counter[int] = Counter()
    for share in shares:
        held[share.person] += share.duties
    return Quarter(
        begins=begins,
        duties=held.total(),
        people=len(held),
        top_two=sum(duties for _, duties in held.most_common(2)),
        coordinators=sum(held[person] for person in coordinators),
        not_said=sum(share.not_said for share in shares),
    )


def _begins(moment: datetime) -> date:
    day = clock.local(moment).date()
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def _shares(db: Session, group_id: int) -> list[_Share]:
    not_said = func.sum(case((col(Duty.state) == DutyState.ACCEPTED, 1), else_=0))
    shares = (
        select(GroupSession.starts_at, whose(), func.count(), not_said)
        .select_from(Duty)
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .join(Member, col(Member.id) == col(Duty.member_id))
        .where(GroupSession.group_id == group_id, carried())
        .group_by(col(GroupSession.starts_at), whose())
    )
    return [_Share(*found) for found in db.exec(shares)]


def _coordinators(db: Session, group_id: int) -> frozenset[int]:
    """The members who coordinate the group now."""
    coordinating = (
        select(whose())
        .join(AccountGroup, col(AccountGroup.account_id) == col(Member.account_id))
        .join(Account, col(Account.id) == col(AccountGroup.account_id))
        .where(
            Member.group_id == group_id,
            AccountGroup.group_id == group_id,
            Account.role == Role.COORDINATOR,
            col(Account.active).is_(True),
        )
    )
    return frozenset(db.exec(coordinating))
