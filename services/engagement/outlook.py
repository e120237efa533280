"""Where a group is heading when people go on joining and leaving as they do: plain arithmetic on rates (R25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import expm1

from dateutil.relativedelta import relativedelta

from services.engagement.held import LEFT_AFTER, Held, Span
from services.engagement.new_people import new_people
from services.engagement.statistics.proportions import SMALLEST_FOR_PERCENT
from services.engagement.statistics.rates import Rate, poisson_rate

MONTHS_AHEAD = 6
DAYS_IN_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Expected:
    """How many people are in the room on a day: at least, in the middle and at most."""

    on: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Outlook:
    """What the next months are worked out from, and what follows.

    `coming` people have a visit in the last six recorded group sessions; `visits` is how many they made to those
    six. `joining` is a rate a month, of `joined` people; `leaving` a rate for each person and month, of `left`
    people. `months` begins today.
    """

    coming: int
    visits: int
    joined: int
    left: int
    joining: Rate
    leaving: Rate
    months: tuple[Expected, ...]


@dataclass(frozen=True)
class TooFew:
    """The counts where a rate would be one of fewer than 8 people (R23): `seen` could be seen to stay or leave."""

    seen: int
    joined: int
    left: int


def people_ahead(now: float, joining: float, leaving: float, months: float) -> float:
    """How many people are expected after some months: n' = joining - leaving × n, solved.

    Args:
        now: people to begin with.
        joining: people a month.
        leaving: how often one person leaves, a month.
    """
    gone = -expm1(-leaving * months)  # the share of those here now who have left by then
    return now * (1 - gone) + joining * (gone / leaving if leaving else months)


def outlook(
    recorded: Sequence[Held], people: Sequence[Span], visits: int, since: date, today: date
) -> Outlook | TooFew | None:
    """The outlook from the rates between `since` and `today`.

    Somebody left when they made no visit to the last six recorded group sessions, on the day of their last visit
    (R25). So leaving is looked for, and time at risk counted, up to the sixth last. The range takes both rates at
    those ends of their 95 % intervals that lead to the fewest, and to the most; the share of people who are usually
    there stays as it is.

    Args:
        recorded: every group session ever with a finished register, oldest first.
        people: everybody who ever came to one.
        visits: how many were made to the last six.

    Returns:
        None when nobody came to the last six, or when nobody could yet have been seen to leave. The counts alone
        when fewer than 8 could: a rate of so few would mislead (R23).
    """
    if len(recorded) <= LEFT_AFTER:
        return None
    began, known_until = recorded[0].on, recorded[-LEFT_AFTER].on
    coming = sum(one.last >= known_until for one in people)
    left = sum(since <= one.last < known_until for one in people)
    seen = [one for one in people if max(one.first, since) <= min(one.last, known_until)]
    at_risk = sum(_days(max(one.first, since), min(one.last, known_until)) for one in seen)
    new = sum(one.first >= since for one in new_people(people, recorded))
    joining = poisson_rate(new, _days(max(since, began), today) / DAYS_IN_MONTH)
    leaving = poisson_rate(left, at_risk / DAYS_IN_MONTH)
    if joining is None or leaving is None or not coming:
        return None
    if len(seen) < SMALLEST_FOR_PERCENT:
        return TooFew(len(seen), new, left)
    share = visits / coming / LEFT_AFTER
    months = tuple(_expected(today, number, coming, share, joining, leaving) for number in range(MONTHS_AHEAD + 1))
    return Outlook(coming, visits, new, left, joining, leaving, months)


def _days(since: date, until: date) -> int:
    return max(0, (until - since).days)


def _expected(today: date, months: int, coming: int, share: float, joining: Rate, leaving: Rate) -> Expected:
    return Expected(
        on=today + relativedelta(months=months),
        low=share * people_ahead(coming, joining.interval.low, leaving.interval.high, months),
        middle=share * people_ahead(coming, joining.value, leaving.value, months),
        high=share * people_ahead(coming, joining.interval.high, leaving.interval.low, months),
    )
