"""How many others the usual person has met."""

from math import ceil, floor

from tests.demo.recounted.days import local
from tests.demo.recounted.later import later_note
from tests.demo.recounted.raw import Look
from tests.demo.recounted.statistics import middle, quartile
from tests.demo.recounted.told import FEWEST_FOR_PERCENT, Told, days_named

MOST = 8  # columns


def meeting(look: Look) -> Told:
    met = _met(look)
    assert len(met) >= FEWEST_FOR_PERCENT
    value, low, high = middle(met)
    assert low != high
    sentence = [str(len(met)), str(ceil(value)), str(low), str(high)]
    method = ["95", *_span(floor(quartile(met, 1)), ceil(quartile(met, 3))).split(" to ")]
    notes = [*days_named(look.unfinished(*look.days)), *later_note(look)]
    return Told(sentence, notes, method, _columns(met))


def _met(look: Look) -> list[int]:
    seen: dict[int, set[int]] = {}
    for one in look.recorded:
        if look.within(local(one.starts_at)):
            room = {look.people[row] for row in look.there(one) if row in look.people}
            for person in room:
                seen.setdefault(person, set()).update(room - {person})
    return sorted(len(others) for others in seen.values())


def _columns(met: list[int]) -> list[tuple[str, ...]]:
    """Equally wide, and at most eight from the fewest to the most."""
    wide = ceil((met[-1] - met[0] + 1) / MOST)
    first = met[0] - met[0] % wide
    spans = [(low, low + wide - 1) for low in range(first, met[-1] + 1, wide)]
    return [(_span(low, high), str(sum(low <= one <= high for one in met))) for low, high in spans]


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"
