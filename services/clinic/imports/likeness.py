"""People of a list or on file, to recognise a line's person among: as for duplicates, and the very same line again."""

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from datetime import date

from services.clinic.alike import Entry, Known, Person, why, words_of

Identity = tuple[str, date | None, str, str]


def identity(one: Person) -> Identity:
    """All that a person is recognised by: equal for the same line in the same list, brought in once more."""
    name = " ".join(sorted(words_of(one.full_name or one.preferred_name)))
    return name, one.born_on, re.sub(r"\D", "", one.phone), one.email.strip().casefold()


def only_a_name(one: Person) -> bool:
    """Whether nothing but the name is known of them."""
    return not any(identity(one)[1:])


class People:
    """Entries to look somebody up among; quick however many they are. Keys are the entries' `graduate_id`."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._known = Known(entries)
        self._identical: dict[Identity, list[int]] = defaultdict(list)
        for entry in entries:
            self._identical[identity(entry)].append(entry.graduate_id)

    def same(self, one: Person, among: Container[int]) -> int | None:
        """Whom of those `among` it certainly is, or who is identical with more than a name."""
        found = self._known.same(one)
        if found is not None and found.graduate_id in among:
            return found.graduate_id
        return None if only_a_name(one) else next(iter(self.identical(one, among)), None)

    def identical(self, one: Person, among: Container[int]) -> list[int]:
        """Those of whom exactly the same is known, little as that may be."""
        return [key for key in self._identical.get(identity(one), ()) if key in among]

    def likely(self, one: Person, among: Container[int]) -> dict[int, str]:
        """Whom of those `among` it may be, and why, in a sentence."""
        found = {each.graduate_id: why(one, each) for each in self._known.likely(one) if each.graduate_id in among}
        return found | {
            key: "The same name, and nothing else is known." for key in self.identical(one, among) if key not in found
        }
