"""First visits by quarter: are newcomers joining (R23, R26, R28)?"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, period_for, scope_of
from services.engagement.held import held, not_recorded, spans
from services.engagement.new_people import new_people
from services.engagement.periods import Period, bounds
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from services.engagement.statistics.rates import Rate, poisson_rate
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

MONTHS = 3
DAYS_IN_QUARTER = 365.25 / 4


@dataclass(frozen=True)
class Quarter:
    """Three months, from `since` to `until`, both included; the oldest may be shorter: the group began in it."""

    since: date
    until: date
    newcomers: int


@dataclass(frozen=True)
class Newcomers:
    """How many people came for the first time in each quarter, oldest first. Quarters are counted back from the end.

    None where the group has no finished register yet. `rate` is of newcomers in three months, over all of them;
    None while the newest is not whole, since a rate would tell of days that nobody has seen, and of fewer than 8 (R23).
    """

    scope: Scope
    period: Period
    quarters: tuple[Quarter, ...]
    rate: Rate | None
    not_recorded: tuple[date, ...]

    @property
    def total(self) -> int:
        return sum(quarter.newcomers for quarter in self.quarters)


@needs(Permission.SEE_ENGAGEMENT)
@kept
def newcomers(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Newcomers:
    """How many people first came in each quarter: their first mark of having come at a finished register, ever.

    Who came to the group's very first one did not join but began it, and time before it is no time in which anybody
    could have joined. A coordinator's figures are of everyone; a clinic's follow people, so they leave out whoever
    agreed later.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    since, until = bounds(period, clock.today())
    with reading() as db:
        access.group(db, actor, group_id)
        sessions = held(db, group_id, bounds(Period.ALL_TIME, clock.today())[0], until)
        firsts = [one.first for one in new_people(spans(db, actor, group_id), sessions)]
    begins = max([clock.local(since).date(), *[one.on for one in sessions if one.recorded][:1]])
    ended = clock.local(until).date()
    known = any(one.recorded for one in sessions) and begins < ended
    quarters = tuple(_counted(*span, firsts) for span in _spans(begins, ended)) if known else ()
    return Newcomers(
        scope=scope_of(actor),
        period=period,
        quarters=quarters,
        rate=_rate(quarters),
        not_recorded=not_recorded([one for one in sessions if one.on >= begins]),
    )


def _spans(begins: date, ended: date) -> list[tuple[date, date]]:
    """Quarters back from the day before `ended`, oldest first, as first and last days."""
    edges = [ended]
    while edges[-1] > begins:
        edges.append(max(begins, ended - relativedelta(months=MONTHS * len(edges))))
    return [(since, until - timedelta(days=1)) for until, since in pairwise(edges)][::-1]


def _counted(since: date, until: date, firsts: list[date]) -> Quarter:
    return Quarter(since, until, sum(since <= day <= until for day in firsts))


def _whole(quarter: Quarter) -> bool:
    begins: date = quarter.until + timedelta(days=1) - relativedelta(months=MONTHS)
    return quarter.since <= begins


def _rate(quarters: tuple[Quarter, ...]) -> Rate | None:
    # The newest is whole, or it is the only one.
    people = sum(quarter.newcomers for quarter in quarters)
    if people < SMALLEST_FOR_PERCENT or not _whole(quarters[-1]):
        return None
    days = (quarters[-1].until - quarters[0].since).days + 1
    return poisson_rate(people, days / DAYS_IN_QUARTER)
