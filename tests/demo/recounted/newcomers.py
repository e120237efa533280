"""How many came for the first time, three months at a time, and how often that is."""

from datetime import date, timedelta

from tests.demo.recounted.days import local, months_before
from tests.demo.recounted.later import later_note
from tests.demo.recounted.raw import Look
from tests.demo.recounted.statistics import garwood
from tests.demo.recounted.told import FEWEST_FOR_PERCENT, Told, day, days_named, tenths

QUARTER = 365.25 / 4  # days


def firsts(look: Look) -> list[date]:
    """The first visit of each person, without those who came to the group's very first group session: they began it."""
    began = local(look.recorded[0].starts_at)
    return [days[0] for days in look.visits.values() if days[0] > began]


def newcomers(look: Look) -> Told:
    begins, last = max(look.days[0], local(look.recorded[0].starts_at)), look.days[1]
    quarters = _quarters(begins, last)
    new = [sum(since <= on <= until for on in firsts(look)) for since, until in quarters]
    spans = [f"{day(since)} to {day(until)}" for since, until in quarters]
    total, each = sum(new), ((last - begins).days + 1) / QUARTER
    low, high = garwood(total)
    assert total >= FEWEST_FOR_PERCENT
    assert len(quarters) > 1
    sentence = [day(begins), day(last), str(total), str(new[0] or "none"), tenths(total / each)]
    sentence += [tenths(low / each), tenths(high / each)]
    notes = [*days_named(look.unfinished(begins, last)), *later_note(look)]
    return Told(sentence, notes, ["95"], [(span, str(count)) for span, count in zip(spans, new, strict=True)])


def _quarters(begins: date, last: date) -> list[tuple[date, date]]:
    """Three months at a time back from the last day, newest first; the oldest as far as it goes."""
    found, after = [], last + timedelta(days=1)
    while not found or found[-1][0] > begins:
        since = months_before(after, 3 * (len(found) + 1))
        until = (found[-1][0] if found else after) - timedelta(days=1)
        found.append((max(begins, since), until))
    return found
