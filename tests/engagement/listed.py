"""Lists that a clinic brings in and undoes, each of which says of one person on file that they agree to feedback."""

from dataclasses import dataclass, field
from itertools import count

from services import clock
from services.clinic.imports import undoing
from services.clinic.imports.choices import Choices
from services.errors import Conflict
from services.security.actor import Actor
from tests.engagement.person import Person
from tests.imports.lists import bring_in, line

_number = count(1)


@dataclass
class Lists:
    """Those that stand, each with whom it speaks of. `programme_id` is of the people on file."""

    programme_id: int
    standing: list[tuple[int, Person]] = field(default_factory=list)

    def bring_in(self, clinic: Actor, person: Person) -> bool:
        """Whether the clinic took the consent."""
        known = person.graduate
        said = line(2, known.full_name, born_on=None, phone=known.phone, feedback=True)
        into = Choices(programme_id=self.programme_id, consent_on=clock.today())
        try:
            made = bring_in(clinic, [said], into, f"list {next(_number)}")
        except Conflict:
            return False
        self.standing.append((made.id, person))
        return True

    def undo(self, clinic: Actor, which: int) -> Person | None:
        """Whose consent went, if one did."""
        if not self.standing:
            return None
        import_id, person = self.standing[which % len(self.standing)]
        try:
            undoing.undo(clinic, import_id)
        except Conflict:
            return None
        self.standing.remove((import_id, person))
        return person
