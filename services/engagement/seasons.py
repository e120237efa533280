"""How many came this season beside the same months a year before (R29, R26, R28)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, period_for, scope_of
from services.engagement.held import Held, came, held, not_recorded
from services.engagement.periods import Period, bounds
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

SEASON = relativedelta(months=3)
YEAR = relativedelta(years=1)
SEASONS = 4


@dataclass(frozen=True)
class Season:
    """From `since` to `until`, both included: how many came to each group session with a finished register."""

    since: date
    until: date
    came: tuple[int, ...]


@dataclass(frozen=True)
class Pair:
    """A season and the same days of a year before. `whole` unless the season is still going on."""

    now: Season
    before: Season
    whole: bool


@dataclass(frozen=True)
class Seasons:
    """The four newest seasons up to the end of the period, newest first; each is three calendar months.

    `not_recorded` are the days in any of the eight stretches whose register was never finished.
    """

    scope: Scope
    period: Period
    pairs: tuple[Pair, ...]
    not_recorded: tuple[date, ...]

    @property
    def newest(self) -> Pair | None:
        """The newest season with a figure in both years."""
        return next((pair for pair in self.pairs if pair.now.came and pair.before.came), None)


@needs(Permission.SEE_ENGAGEMENT)
@kept
def seasons(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Seasons:
    """How many came to each group session of the last four seasons, and of the same seasons a year before.

    Seasons are meteorological: from 1 December, 1 March, 1 June and 1 September. One that is still going on is set
    beside the same days, not beside the whole season. All of them lie within the 24 months that a clinic is given.
    Who is counted is decided at each group session, as for attendance: for a clinic this adds up what that tells.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    last = clock.local(bounds(period, clock.today())[1] - timedelta(microseconds=1)).date()
    stretches = _stretches(last)
    since = min(earlier.since for _, earlier in stretches)
    whole = clock.day_begins(since), clock.day_begins(last + timedelta(days=1))
    with reading() as db:
        access.group(db, actor, group_id)
        sessions = held(db, group_id, *whole)
        counts = came(db, actor, group_id, *whole)
    pairs = tuple(
        Pair(
            _filled(now, sessions, counts),
            _filled(before, sessions, counts),
            now.until + timedelta(days=1) == now.since + SEASON,
        )
        for now, before in stretches
    )
    open_ = [one for one in sessions if any(_within(one, each) for pair in stretches for each in pair)]
    return Seasons(scope_of(actor), period, pairs, not_recorded(open_))


def season_of(day: date) -> date:
    """The first day of the season that a day is in."""
    first: date = day.replace(day=1) - relativedelta(months=day.month % 3)
    return first


def _stretches(last: date) -> list[tuple[Season, Season]]:
    found, since = [], season_of(last)
    until = last
    for _ in range(SEASONS):
        # The day after, a year back, so that February ends on its last day in every year.
        ended = until + timedelta(days=1) - YEAR - timedelta(days=1)
        found.append((Season(since, until, ()), Season(since - YEAR, ended, ())))
        since, until = since - SEASON, since - timedelta(days=1)
    return found


def _within(session: Held, season: Season) -> bool:
    return season.since <= session.on <= season.until


def _filled(season: Season, sessions: list[Held], counts: Counter[int]) -> Season:
    there = tuple(counts[one.id] for one in sessions if one.recorded and _within(one, season))
    return Season(season.since, season.until, there)
