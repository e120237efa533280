"""Of those referred, how many were contacted, came and settled, by the month in which they were sent."""

from datetime import date

from tests.demo.recounted.days import local
from tests.demo.recounted.later import later_note
from tests.demo.recounted.raw import Look
from tests.demo.recounted.referred import HORIZON, WORD, Reached, reached, sent
from tests.demo.recounted.told import FEWEST_FOR_PERCENT, MONTHS, Told, missing


def over_time(look: Look) -> Told:
    found = sent(look)
    months = [(found[0].on.year, found[0].on.month)]
    while months[-1] != (found[-1].on.year, found[-1].on.month):
        year, month = months[-1]
        months.append((year + month // 12, month % 12 + 1))
    assert len(months) <= 25, "so many would be quarters"
    parts = [reached(look, [one for one in found if (one.on.year, one.on.month) == month]) for month in months]
    names = [*(f"{MONTHS[month - 1]} {year}" for year, month in months), "All together"]
    together = reached(look, found)
    rows = [(name, *one.cells()) for name, one in zip(names, [*parts, together], strict=True)]
    tallest = max(max(one.old, one.early) for one in parts)
    notes = [*conversion_missing(look), str(tallest), *later_note(look)]
    return Told(_sentence(together), notes, [str(FEWEST_FOR_PERCENT), "95"], rows)


def conversion_missing(look: Look) -> list[str]:
    """Registers missing in the period and eight weeks on, in which a visit still counts."""
    since, until = look.days
    return missing(look.unfinished(since, date.max if until == local(look.now) else until + HORIZON))


def _sentence(one: Reached) -> list[str]:
    reached_in_time = map(str, (one.contacted, one.came, one.settled))
    return [str(one.old), WORD, *reached_in_time, WORD, *([str(one.early), "too early"] if one.early else [])]
