"""The same by the programme that each had completed last before the referral."""

from datetime import date

from models import Completion, Programme
from tests import make
from tests.demo.recounted.later import later_note
from tests.demo.recounted.over_time import conversion_missing
from tests.demo.recounted.raw import Look
from tests.demo.recounted.referred import WORD, Reached, Sent, reached, sent
from tests.demo.recounted.told import FEWEST_FOR_PERCENT, Told

NONE = "No programme recorded before the referral"
DRAWN = 8


def programmes(look: Look) -> Told:
    runs = {row.id: row for row in make.rows(Programme)}
    parts: dict[tuple[date, str], list[Sent]] = {}
    for one in sent(look):
        done = [row for row in make.rows(Completion, graduate_id=one.graduate_id) if row.completed_on <= one.on]
        of = [(row.completed_on, runs[row.programme_id].ends_on, runs[row.programme_id].name) for row in done]
        _, ended, name = max(of, default=(date.min, date.min, NONE))
        parts.setdefault((ended, name), []).append(one)
    found = [(name, reached(look, parts[ended, name])) for ended, name in sorted(parts)]
    together = reached(look, sent(look))
    many = [str(DRAWN), str(len(found))] if len(found) > DRAWN else []
    sentence, names = _sentence([one for one in found if one[0] != NONE], together)
    notes = [*many, *conversion_missing(look), *later_note(look)]
    return Told(sentence, notes, [str(FEWEST_FOR_PERCENT), "95"], [(name, *one.cells()) for name, one in found], names)


def _sentence(found: list[tuple[str, Reached]], together: Reached) -> tuple[list[str], tuple[str, ...]]:
    known = [(name, one) for name, one in found if one.old]
    name, newest = known[-1]
    if newest.old >= FEWEST_FOR_PERCENT:
        return [name, str(newest.came), str(newest.old), WORD], (name,)
    counts = [str(together.old), str(together.came), WORD]
    if all(one.old < FEWEST_FOR_PERCENT for _, one in known):
        return [*counts, "too small"], ()
    return [*counts, name, "too small"], (name,)
