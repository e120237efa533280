"""How long people keep coming, from their first visit: what a Kaplan-Meier curve is made of (R25, R26, R28)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, period_for, scope_of
from services.engagement.held import LEFT_AFTER, Visit, held, not_recorded, visits
from services.engagement.periods import Period, bounds
from services.engagement.statistics.survival import Curve, Followed, kaplan_meier
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

ENOUGH = 20


@dataclass(frozen=True)
class Staying:
    """People who first came in the period, at a group session whose register is finished.

    `left` have made no visit in the last six of those, and left on the day of their last visit. The rest are known to
    have stayed until the first of the six (`known_until`): it is too early to say who of them has left since. `once`
    made one visit and no other so far; of `once_lately` among them, whose visit was in those six, it is too early to
    say whether they come again. `curve` is in days since the first visit, from 20 people up, else None. A
    coordinator's mark that somebody has left plays no part: visits alone do.
    """

    scope: Scope
    period: Period
    people: int
    left: int
    once: int
    once_lately: int
    curve: Curve | None
    known_until: date | None
    not_recorded: tuple[date, ...]


@needs(Permission.SEE_ENGAGEMENT)
@kept
def staying(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Staying:
    """How long people keep coming to a group.

    A coordinator counts everyone who came, somebody whom the group has twice once; clinic staff only graduates of
    theirs with feedback consent in force, over the one period that they are given.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    since, until = (clock.local(at).date() for at in bounds(period, clock.today()))
    ever = bounds(Period.ALL_TIME, clock.today())
    with reading() as db:
        access.group(db, actor, group_id)
        sessions = held(db, group_id, *ever)
        came = _days_by_person(visits(db, actor, group_id, *ever))
    recorded = [one.on for one in sessions if one.recorded]
    known_until = recorded[-LEFT_AFTER] if len(recorded) >= LEFT_AFTER else None
    first_came = [days for days in came if since <= days[0] < until]
    followed = [_followed(days[0], days[-1], known_until) for days in first_came]
    once = [days[0] for days in first_came if len(days) == 1]
    return Staying(
        scope=scope_of(actor),
        period=period,
        people=len(followed),
        left=sum(one.ended for one in followed),
        once=len(once),
        once_lately=sum(known_until is None or day >= known_until for day in once),
        curve=kaplan_meier(followed) if len(followed) >= ENOUGH else None,
        known_until=known_until,
        not_recorded=not_recorded([one for one in sessions if one.on >= since]),
    )


def _days_by_person(found: Iterable[Visit]) -> Collection[Sequence[date]]:
    """The days on which each person came, oldest first."""
    days: dict[int, list[date]] = defaultdict(list)
    for visit in found:
        days[visit.person].append(visit.on)
    return days.values()


def _followed(first: date, last: date, known_until: date | None) -> Followed:
    """How long one person is known to have kept coming, in days. Before six registers nobody can have left."""
    left = known_until is not None and last < known_until
    until = last if left or known_until is None else max(first, known_until)
    return Followed((until - first).days, left)
