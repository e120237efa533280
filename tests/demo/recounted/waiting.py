"""How long until first contact and first visit."""

from dataclasses import dataclass
from datetime import date

from tests.demo.recounted.days import local
from tests.demo.recounted.later import later_note
from tests.demo.recounted.raw import Look
from tests.demo.recounted.referred import Sent, sent
from tests.demo.recounted.statistics import half, kaplan_meier
from tests.demo.recounted.told import FEWEST_FOR_PERCENT, Told, missing

NOT_YET = "not yet half"


@dataclass(frozen=True)
class Wait:
    """In days: until they reached it; until today of who still waits, and of whose referral ended and never will."""

    took: list[int]
    still: list[int]
    ended: list[int]

    @property
    def half(self) -> tuple[float | None, float | None, float | None]:
        return half(kaplan_meier([(at, True) for at in self.took] + [(at, False) for at in self.still + self.ended]))

    def counts(self) -> list[str]:
        """Without a number of nobody, which is left out."""
        return [str(len(self.took)), *(str(len(some)) for some in (self.still, self.ended) if some)]

    def usual(self) -> list[str]:
        return [NOT_YET] if self.half[0] is None else [f"{self.half[0]:g}"]

    def row(self, name: str) -> tuple[str, ...]:
        value, low, high = self.half
        each = list(map(len, (self.took, self.still, self.ended)))
        within = "not yet" if value is None else f"{value:g} days"
        plausible = "" if low is None else f"{low:g} days or more" if high is None else f"{low:g} to {high:g} days"
        return name, *map(str, (sum(each), *each)), within, plausible


def waiting(look: Look) -> Told:
    found = sent(look)
    assert len(found) >= FEWEST_FOR_PERCENT
    contact, visit = _wait(look, found, "contacted"), _wait(look, found, "came")
    sentence = [str(len(found)), *contact.counts(), *visit.counts(), *contact.usual(), *visit.usual()]
    notes = [*missing(look.unfinished(look.days[0], date.max)), *later_note(look)]
    return Told(sentence, notes, ["95"], [contact.row("First contact"), visit.row("First visit")], (NOT_YET,))


def _wait(look: Look, found: list[Sent], step: str) -> Wait:
    without = [one for one in found if getattr(one, step) is None]
    return Wait(
        took=[(local(at) - one.on).days for one in found if (at := getattr(one, step))],
        still=[(look.today - one.on).days for one in without if one.ended is None],
        ended=[(look.today - one.on).days for one in without if one.ended is not None],
    )
