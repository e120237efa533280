"""Where a group is heading when people go on joining and leaving as they do: plain arithmetic on rates (R25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import expm1

from dateutil.relativedelta import relativedelta

from services.engagement.held import Held, Visit
from services.engagement.statistics.rates import Rate, poisson_rate

MONTHS_AHEAD = 6
LEFT_AFTER = 6  # recorded group sessions without a visit (R25)
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
    six. `joining` is a rate a month, of `joined` first visits; `leaving` a rate for each person and month, of
    `left` people. `months` begins today.
    """

    coming: int
    visits: int
    joined: int
    left: int
    joining: Rate
    leaving: Rate
    months: tuple[Expected, ...]


def people_ahead(now: float, joining: float, leaving: float, months: float) -> float:
    """How many people are expected after some months: n' = joining - leaving × n, solved.

    Args:
        now: people to begin with.
        joining: people a month.
        leaving: how often one person leaves, a month.
    """
    gone = -expm1(-leaving * months)  # the share of those here now who have left by then
    joined = joining * (gone / leaving if leaving else months)
    return now * (1 - gone) + joined


def outlook(recorded: Sequence[Held], visits: Sequence[Visit], since: date, today: date) -> Outlook | None:
    """The outlook from the rates between `since` and `today`.

    Somebody left when they made no visit to the last six recorded group sessions, on the day of their last visit
    (R25). So leaving is looked for, and time at risk counted, up to the sixth last. People at the group's very
    first one did not join: they began it. The range takes both rates at those ends of their 95 % intervals that
    lead to the fewest, and to the most; the share of people who are usually there stays as it is.

    Args:
        recorded: every group session ever with a finished register, oldest first.
        visits: every visit to them, oldest first.

    Returns:
        None when nobody came to the last six, or when nobody could yet have been seen to leave.
    """
    if len(recorded) <= LEFT_AFTER:
        return None
    first: dict[int, date] = {}
    last: dict[int, date] = {}
    for visit in visits:
        first.setdefault(visit.member_id, visit.on)
        last[visit.member_id] = visit.on
    known_until = recorded[-LEFT_AFTER].on
    newest = {one.id for one in recorded[-LEFT_AFTER:]}
    lately = [visit for visit in visits if visit.group_session_id in newest]
    coming = {visit.member_id for visit in lately}
    left = [person for person in last if person not in coming and last[person] >= since]
    at_risk = sum(_days(max(first[one], since), known_until if one in coming else last[one]) for one in last)
    began = recorded[0].on
    joined = sum(day >= since and day > began for day in first.values())
    joining = poisson_rate(joined, _days(max(since, began), today) / DAYS_IN_MONTH)
    leaving = poisson_rate(len(left), at_risk / DAYS_IN_MONTH)
    if joining is None or leaving is None or not coming:
        return None
    share = len(lately) / len(coming) / LEFT_AFTER
    months = tuple(_expected(today, number, len(coming), share, joining, leaving) for number in range(MONTHS_AHEAD + 1))
    return Outlook(len(coming), len(lately), joined, len(left), joining, leaving, months)


def _days(since: date, until: date) -> int:
    return max(0, (until - since).days)


def _expected(today: date, months: int, coming: int, share: float, joining: Rate, leaving: Rate) -> Expected:
    return Expected(
        on=today + relativedelta(months=months),
        low=share * people_ahead(coming, joining.interval.low, leaving.interval.high, months),
        middle=share * people_ahead(coming, joining.value, leaving.value, months),
        high=share * people_ahead(coming, joining.interval.high, leaving.interval.low, months),
    )
