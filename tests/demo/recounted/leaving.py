"""Why people left, as it was noted."""

from collections import Counter
from datetime import date

from models import Mark, MemberEvent
from tests import make
from tests.demo.recounted.days import local
from tests.demo.recounted.later import later_note
from tests.demo.recounted.raw import Look
from tests.demo.recounted.statistics import part
from tests.demo.recounted.told import FEWEST_FOR_PERCENT, Told, missing

# In the order in which they stand where as many gave them.
REASONS = {
    "time_and_travel": "The time or the journey did not work",
    "health": "Health came first",
    "managing_well": "Managing well without the group",
    "no_connection": "Did not find a connection here",
    "unknown": "We do not know",
}
SAID = {
    "time_and_travel": "the time or the journey",
    "health": "health",
    "managing_well": "managing well",
    "no_connection": "did not find a connection",
    "unknown": "do not know",
}


def leaving(look: Look) -> Told:
    counts = _counts(look)
    people = counts.total()
    assert people >= FEWEST_FOR_PERCENT
    listed = sorted(REASONS, key=lambda reason: -counts[reason])
    rows = [(REASONS[reason], part(counts[reason], people)) for reason in listed]
    notes = [*missing(look.unfinished(date.min, look.days[1])), *later_note(look)]
    return Told([str(people), *_reasons(counts, listed)], notes, ["95"], rows, tuple(SAID.values()))


def _counts(look: Look) -> Counter[str]:
    came = {mark.member_id for mark in make.rows(Mark) if mark.kind in ("came", "late")}
    counts: Counter[str] = Counter()
    for person in {*look.people.values()}:
        rows = [row for row, whose in look.people.items() if whose == person]
        steps = [[one for one in make.rows(MemberEvent, member_id=row) if one.step in _MOVES] for row in rows]
        last = [of_row[-1] for of_row in steps if of_row]
        if came.isdisjoint(rows) or not last or any(one.step != "left" for one in last):
            continue
        latest = max(last, key=lambda one: one.at)
        if latest.reason and look.within(local(latest.at)):
            counts[latest.reason.value] += 1
    return counts


_MOVES = ("joined", "came_along", "came_back", "left")


def _reasons(counts: Counter[str], listed: list[str]) -> list[str]:
    """The good news first, then the most frequent of the others that are known."""
    well = counts["managing_well"]
    said = [str(well), SAID["managing_well"]] if well else []
    known = [one for one in listed if one not in ("managing_well", "unknown") and counts[one]]
    return [*said, *([str(counts[known[0]]), SAID[known[0]]] if known else [])]
