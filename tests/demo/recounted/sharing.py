"""Whether the group is shared: duties, the two with most, and who has a role."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from models import Duty, DutyState, GroupSession
from tests import make
from tests.demo.recounted.days import local
from tests.demo.recounted.later import later_note
from tests.demo.recounted.raw import Look
from tests.demo.recounted.statistics import part, percent
from tests.demo.recounted.told import FEWEST_FOR_PERCENT, MONTHS, Told, missing

# Where two people or one held all of them.
WORDS = ("two people", "Two people", "One person")
Quarter = tuple[int, int]  # the year, and 0 to 3


@dataclass
class Shared:
    duties: Counter[int] = field(default_factory=Counter)  # by person
    came: set[int] = field(default_factory=set)

    @property
    def top_two(self) -> int:
        return sum(sorted(self.duties.values())[-2:])

    @property
    def with_role(self) -> int:
        return len(self.came & {*self.duties})

    def cells(self) -> tuple[str, ...]:
        of = self.duties.total()
        held = f"{self.top_two} of {of}" if of else ""
        held += f" · {percent(self.top_two, of)}" if of >= FEWEST_FOR_PERCENT else ""
        return str(of), held, str(len(self.came)), part(self.with_role, len(self.came))


def sharing(look: Look) -> Told:
    parts, together = _parts(look)
    assert len(together.duties) > 2
    sentence = ["two people", str(together.top_two), str(together.duties.total()), str(together.with_role)]
    tallest = [max(one.duties.total() for one in parts.values()), max(len(one.came) for one in parts.values())]
    notes = [*missing(look.unfinished(*look.days)), *map(str, tallest), *later_note(look)]
    rows = [(_name(quarter), *one.cells()) for quarter, one in parts.items()]
    return Told(
        [*sentence, str(len(together.came))], notes, ["95"], [*rows, ("All together", *together.cells())], WORDS
    )


def _parts(look: Look) -> tuple[dict[Quarter, Shared], Shared]:
    """Each quarter, oldest first and none left out, and the whole period."""
    lines = [(local(one.starts_at), *_lines(look, one)) for one in look.over if look.within(local(one.starts_at))]
    first = look.days[0] if look.period != "all_time" else min(on for on, held, there in lines if held or there)
    row, together = [_quarter(first)], Shared()
    while row[-1] != _quarter(look.days[1]):
        year, number = row[-1]
        row.append((year + (number + 1) // 4, (number + 1) % 4))
    parts = {quarter: Shared() for quarter in row}
    for on, held, there in lines:
        for one in (parts[_quarter(on)], together):
            one.duties.update(held)
            one.came |= there
    assert len(parts) <= 25, "so many would be years"
    return parts, together


def _lines(look: Look, session: GroupSession) -> tuple[list[int], set[int]]:
    """Whose each duty was, and who came."""
    if session.state != "planned" or session.ends_at > look.now:
        return [], set()
    finished = session.register_finished_at is not None
    counted = {DutyState.DONE} if finished else {DutyState.DONE, DutyState.ACCEPTED}
    held = [row for row in make.rows(Duty, group_session_id=session.id) if row.state in counted and not row.backup]
    there = {look.people[row] for row in look.there(session) if row in look.people} if finished else set()
    return [look.people[row.member_id] for row in held if row.member_id in look.people], there


def _quarter(on: date) -> Quarter:
    return on.year, (on.month - 1) // 3


def _name(quarter: Quarter) -> str:
    year, number = quarter
    return f"{MONTHS[3 * number]} to {MONTHS[3 * number + 2]} {year}"
