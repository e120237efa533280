"""The four newest seasons beside the same days a year before."""

from datetime import date, timedelta
from fractions import Fraction

from tests.demo.recounted.coming import CHANGE, change, usual
from tests.demo.recounted.days import local, months_before
from tests.demo.recounted.raw import Look
from tests.demo.recounted.told import Told, day, days_named, tenths

NAMES = {12: "Winter", 3: "Spring", 6: "Summer", 9: "Autumn"}
METHOD = ["1"]  # "from 1 December"
Days = tuple[date, date]


def seasons(look: Look) -> Told:
    pairs = _pairs(look.days[1])
    came = {each: _came(look, each) for pair in pairs for each in pair}
    sentence, method = _sentence(look, pairs, came)
    unfinished = [
        on for on in look.unfinished(date.min, date.max) if any(since <= on <= until for since, until in came)
    ]
    rows = [_row(each, came[each]) for pair in pairs for each in pair]
    names = tuple(name.lower() for name in NAMES.values())
    return Told(sentence, days_named(unfinished), method, rows, (*names, *CHANGE, "nothing to compare"))


def _pairs(last: date) -> list[tuple[Days, Days]]:
    found, until = [], last
    for _ in range(4):
        first = months_before(until.replace(day=1), until.month % 3)
        year_ago = months_before(until + timedelta(days=1), 12) - timedelta(days=1)
        found.append(((first, until), (months_before(first, 12), year_ago)))
        until = first - timedelta(days=1)
    return found


def _came(look: Look, days: Days) -> list[int]:
    return [look.counted_at(one) for one in look.recorded if days[0] <= local(one.starts_at) <= days[1]]


def _sentence(look: Look, pairs: list[tuple[Days, Days]], came: dict[Days, list[int]]) -> tuple[list[str], list[str]]:
    both = [(now, before) for now, before in pairs if came[now] and came[before]]
    if not both:
        return ["nothing to compare"], METHOD
    now, before = both[0]
    so_far = [day(now[1])] if months_before(now[1] + timedelta(days=1), 3) != now[0] else []
    name = [NAMES[now[0].month].lower(), *_year(now[0]).split("/")]
    sentence = [*name, *so_far, *usual(came[now])]
    if look.clinic_id is not None:
        return sentence, METHOD
    points = [(0.0, float(one)) for one in came[before]] + [(1.0, float(one)) for one in came[now]]
    changed = change(points)
    return [*sentence, *usual(came[before]), *changed], [*METHOD, "95"] if changed else METHOD


def _row(days: Days, came: list[int]) -> tuple[str, ...]:
    since, until = days
    mean = tenths(Fraction(sum(came), len(came))) if came else "No finished register"
    name = f"{NAMES[since.month]} {_year(since)}"
    return f"{name} ({day(since)} to {day(until)})", str(len(came)), str(sum(came)), mean


def _year(since: date) -> str:
    return f"{since.year}/{(since.year + 1) % 100:02}" if since.month == 12 else str(since.year)
