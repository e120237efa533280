"""Whether the group is shared: duties, who holds most of them, and who has a role at all (R21, R26, R28)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models import Duty, GroupSession, GroupSessionState, Member
from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, may_count, period_for, scope_of
from services.engagement.held import visits
from services.engagement.periods import Period, bounds
from services.engagement.registers import not_recorded_between
from services.engagement.stretches import QUARTER, Stretch, of, stretches
from services.kept import kept
from services.roles.load import carried, whose
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

_Line = tuple[int, date]  # a person, and the day of the group session


@dataclass(frozen=True)
class Shared:
    """Counts over one stretch of time.

    `duties` are those that people carried, as sharing roles counts them (`services.roles.load.carried`), by `holders`
    people; `top_two` of them by the two with most. `came` is how many people came to a group session whose
    register is finished; `with_role` how many of those had a duty.
    """

    duties: int
    holders: int
    top_two: int
    came: int
    with_role: int


@dataclass(frozen=True)
class SharedLoad:
    """The whole period, then each quarter of it (or year, when long), oldest first, none left out.

    The first and the last quarter are counted only as far as they lie in the period.
    """

    scope: Scope
    period: Period
    all: Shared
    by_time: tuple[tuple[Stretch, Shared], ...]
    not_recorded: tuple[date, ...]


@needs(Permission.SEE_ENGAGEMENT)
@kept
def shared_load(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> SharedLoad:
    """How evenly the work of a group is shared, as an offer of help and never a verdict.

    A coordinator counts everyone, coordinators' own duties included, somebody whom the group has twice once;
    clinic staff only graduates of theirs with feedback consent in force, the two with most among them, over the one
    period that they are given.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    since, until = bounds(period, clock.today())
    with reading() as db:
        access.group(db, actor, group_id)
        within = (
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.starts_at) >= since,
            col(GroupSession.starts_at) < until,
            may_count(actor, col(Member.graduate_id)),
        )
        duties = _duties(db, within)
        came = [(one.person, one.on) for one in visits(db, actor, group_id, since, until)]
        not_recorded = not_recorded_between(db, group_id, since, until)
    days = [day for _, day in (*duties, *came)]
    row = _row(period, days, since, until) if days else ()
    return SharedLoad(
        scope=scope_of(actor),
        period=period,
        all=_shared(duties, came),
        by_time=tuple((part, _shared(_within(duties, part), _within(came, part))) for part in row),
        not_recorded=not_recorded,
    )


def _row(period: Period, days: Sequence[date], since: datetime, until: datetime) -> tuple[Stretch, ...]:
    first = min(days) if period is Period.ALL_TIME else clock.local(since).date()
    return stretches(first, clock.local(until).date() - timedelta(days=1), shortest=QUARTER)


def _within(lines: Sequence[_Line], part: Stretch) -> list[_Line]:
    return [line for line in lines if of(line[1], part.months) == part]


def _shared(duties: Sequence[_Line], visited: Sequence[_Line]) -> Shared:
    each = Counter(person for person, _ in duties)
    came = {person for person, _ in visited}
    return Shared(
        duties=len(duties),
        holders=len(each),
        top_two=sum(count for _, count in each.most_common(2)),
        came=len(came),
        with_role=len(came & set(each)),
    )


def _duties(db: Session, within: tuple[Any, ...]) -> list[_Line]:
    found = db.exec(
        select(whose(), GroupSession.starts_at)
        .select_from(Duty)
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .join(Member, col(Member.id) == col(Duty.member_id))
        .where(*within, carried())
    )
    return [(person, clock.local(at).date()) for person, at in found]
