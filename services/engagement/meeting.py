"""How many others the usual member has met: counts alone, never who met whom (R23, R26)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, period_for, scope_of
from services.engagement.held import Visit, held, not_recorded, visits
from services.engagement.periods import Period, bounds
from services.engagement.statistics.intervals import Interval
from services.engagement.statistics.medians import Median, middle_half, sample_median
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Meeting:
    """How many others each person has met who came at least once, in ascending order. No row says who.

    `median` has half of the people on either side, and `middle_half` half of them: both are None with fewer than
    eight (R23).
    """

    scope: Scope
    period: Period
    met: tuple[int, ...]
    median: Median | None
    middle_half: Interval | None
    not_recorded: tuple[date, ...]


@needs(Permission.SEE_ENGAGEMENT)
@kept
def meeting(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Meeting:
    """How many different others each person met in the period: people who came to a group session that they came to.

    A coordinator's figures are of everyone. For clinic staff both the person and those met are people whose
    feedback consent is in force: anybody else is in neither.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    since, until = bounds(period, clock.today())
    with reading() as db:
        access.group(db, actor, group_id)
        sessions = held(db, group_id, since, until)
        met = _met(visits(db, actor, group_id, since, until))
    return Meeting(
        scope=scope_of(actor),
        period=period,
        met=met,
        median=sample_median(met) if len(met) >= SMALLEST_FOR_PERCENT else None,
        middle_half=middle_half(met) if len(met) >= SMALLEST_FOR_PERCENT else None,
        not_recorded=not_recorded(sessions),
    )


def _met(visits: Iterable[Visit]) -> tuple[int, ...]:
    rooms: dict[int, set[int]] = defaultdict(set)
    for visit in visits:
        rooms[visit.group_session_id].add(visit.person)
    seen: dict[int, set[int]] = defaultdict(set)
    for room in rooms.values():
        for person in room:
            seen[person] |= room
    return tuple(sorted(len(others) - 1 for others in seen.values()))
