"""From referral to settling in, within eight weeks."""

from datetime import date

from tests.demo.recounted.later import later_note
from tests.demo.recounted.raw import Look
from tests.demo.recounted.referred import WORD, reached, sent
from tests.demo.recounted.statistics import percent, plausible
from tests.demo.recounted.told import FEWEST_FOR_PERCENT, Told, missing


def settling(look: Look) -> Told:
    one = reached(look, sent(look))
    assert one.old >= FEWEST_FOR_PERCENT
    sentence = [str(one.old), WORD, *map(str, (one.accepted, one.came, one.settled)), WORD]
    sentence += [str(one.settled_by_now)] if one.settled_by_now != one.settled else []
    sentence += [str(one.early), "too early"] if one.early else []
    steps = {"Accepted": one.accepted, "First visit": one.came, "Settled": one.settled}
    rows = [
        ("Referred", f"{one.old} of {one.old}", "", ""),
        *(
            (name, f"{count} of {one.old}", percent(count, one.old), plausible(count, one.old))
            for name, count in steps.items()
        ),
        ("Settled by now", f"{one.settled_by_now} of {one.old}", "", ""),
        ("Too early to say", str(one.early), "", ""),
    ]
    notes = [*missing(look.unfinished(look.days[0], date.max)), WORD, *later_note(look)]
    return Told(sentence, notes, ["95"], rows)
