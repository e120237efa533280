"""Where the group is heading in six months, as people joined and stopped in the last twelve: for coordinators."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, exp, floor

from tests.demo.recounted.days import local, months_before
from tests.demo.recounted.newcomers import firsts
from tests.demo.recounted.raw import Look
from tests.demo.recounted.statistics import garwood
from tests.demo.recounted.told import FEWEST_FOR_PERCENT, Told, day, days_named, tenths, whole

MONTH = 365.25 / 12  # days
LATELY = 6


def heading(look: Look) -> Told:
    """It looks on from today, whatever the period."""
    since = months_before(look.today + timedelta(days=1), 12)
    newest = look.recorded[-LATELY:]
    sixth, lately = local(newest[0].starts_at), {local(one.starts_at) for one in newest}
    coming = [days for days in look.visits.values() if lately & {*days}]
    made = sum(len(lately & {*days}) for days in coming)
    left = sum(days[-1] >= since for days in look.visits.values() if not lately & {*days})
    stays = [(max(days[0], since), min(days[-1], sixth)) for days in look.visits.values()]
    seen = [(until - begins).days for begins, until in stays if begins <= until]
    assert len(seen) >= FEWEST_FOR_PERCENT
    new = sum(on >= since for on in firsts(look))
    joining = _rates(new, (look.today - max(since, local(look.recorded[0].starts_at))).days / MONTH)
    leaving = _rates(left, sum(seen) / MONTH)
    share = Fraction(made, LATELY * len(coming))
    rows = [
        (
            _ahead(look.today, months),
            *(share * _people(len(coming), *rates, months) for rates in _ends(joining, leaving)),
        )
        for months in range(7)
    ]
    (_, _, now, _), (on, low, _, high) = rows[0], rows[-1]
    room = [str(look.group.room_capacity)] if look.group.room_capacity else []
    sentence = ["12", str(new), str(left or "nobody"), str(LATELY), str(floor(low)), str(ceil(high)), day(on)]
    return Told(
        [*sentence, str(whole(now)), *room],
        days_named(look.unfinished(since, date.max)),
        _method(joining, leaving, len(coming), made),
        [(day(one), *map(tenths, figures)) for one, *figures in rows],
    )


Rates = tuple[float, float, float]  # low, middle, high


def _rates(count: int, over: float) -> Rates:
    low, high = garwood(count)
    return low / over, count / over, high / over


def _ends(joining: Rates, leaving: Rates) -> list[tuple[float, float]]:
    """The fewest come when fewest join and most leave."""
    return [(joining[0], leaving[2]), (joining[1], leaving[1]), (joining[2], leaving[0])]


def _people(now: int, joining: float, leaving: float, months: int) -> float:
    """Where n' = joining - leaving × n is after some months: what it tends to, and how much is left of the rest."""
    if not months:
        return now
    if not leaving:
        return now + joining * months
    rest = joining / leaving
    return rest + (now - rest) * exp(-leaving * months)


def _ahead(today: date, months: int) -> date:
    return months_before(today, -months)


def _method(joining: Rates, leaving: Rates, coming: int, made: int) -> list[str]:
    a_year = [str(floor(12 * joining[0])), str(ceil(12 * joining[2]))]
    of_100 = ["100", str(floor(100 * leaving[0])), str(ceil(100 * leaving[2]))]
    visits = [str(coming), str(LATELY), str(made)]
    return [*a_year, *of_100, str(LATELY), *visits, "95"]
