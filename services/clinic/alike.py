"""Whether two entries speak of one person: certainly, perhaps, or not at all. Pure, and quick for whole lists."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from rapidfuzz import fuzz

from services.clinic.short_names import same_first_name

# Of 100: how alike two names must be beside the same date of birth, and without one to compare.
SIMILAR, VERY_SIMILAR = 82, 90
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof"})


class Person(Protocol):
    """Whatever somebody can be recognised by: typed details, a line of a list, an entry on file."""

    @property
    def preferred_name(self) -> str: ...
    @property
    def full_name(self) -> str: ...
    @property
    def born_on(self) -> date | None: ...
    @property
    def phone(self) -> str: ...
    @property
    def email(self) -> str: ...


def words_of(name: str) -> tuple[str, ...]:
    """A name's words as they are compared: no capitals, accents, apostrophes, hyphens or titles."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    bare = re.sub(r"['’‘ʼ`.]", "", bare.translate(_LETTERS))
    words = re.sub(r"[\W_]+", " ", bare).split()
    return tuple(word for word in words if word not in _TITLES) or tuple(words)


@dataclass(frozen=True)
class Entry:
    """Somebody on file. `graduate_id` is the entry that stands for them, also when this one became part of it."""

    graduate_id: int
    preferred_name: str
    full_name: str
    born_on: date | None
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class _Read:
    """A person read for comparing."""

    person: Person
    entry: Entry | None = field(default=None)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return words_of(self.person.full_name or self.person.preferred_name)

    @cached_property
    def name(self) -> str:
        """The words in one order, so that KHAN Amina is Amina Khan."""
        return " ".join(sorted(self.words))

    @cached_property
    def called(self) -> frozenset[str]:
        """The first names they go by."""
        return frozenset((*self.words[:1], *words_of(self.person.preferred_name)[:1]))

    @cached_property
    def reached_at(self) -> frozenset[str]:
        digits = re.sub(r"^(00)?44(?=\d{10}$)", "0", re.sub(r"\D", "", self.person.phone))
        return frozenset(part for part in (digits, self.person.email.strip().casefold()) if part)


class Known:
    """People on file, to look somebody up among; quick however many they are."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._all = [_Read(entry, entry) for entry in entries]
        self._born: dict[date, list[_Read]] = defaultdict(list)
        for one in self._all:
            if one.person.born_on:
                self._born[one.person.born_on].append(one)
        self._undated = [one for one in self._all if one.person.born_on is None]

    @cached_property
    def _by_word(self) -> tuple[dict[str, list[_Read]], dict[str, list[_Read]]]:
        """By each word of the name and by each way to be reached: everyone, and those without a date of birth."""
        everyone: dict[str, list[_Read]] = defaultdict(list)
        undated: dict[str, list[_Read]] = defaultdict(list)
        for one in self._all:
            for key in {*one.words, *one.reached_at}:
                everyone[key].append(one)
                if one.person.born_on is None:
                    undated[key].append(one)
        return everyone, undated

    def same(self, person: Person) -> Entry | None:
        """Who they certainly are: the same name and date of birth.

        With no date of birth on either side: the same whole name and the same phone number or email.
        """
        read = _Read(person)
        if person.born_on:
            found = (one for one in self._born.get(person.born_on, ()) if one.name == read.name)
        else:
            undated = self._by_word[1]
            found = (
                one
                for key in read.reached_at
                for one in undated.get(key, ())
                if one.name == read.name and len(read.words) > 1
            )
        return next((one.entry for one in found), None)

    def likely(self, person: Person) -> tuple[Entry, ...]:
        """Who they may be, each once, the certain one among them. `why` says the reason."""
        read = _Read(person)
        found = {
            one.entry.graduate_id: one.entry
            for one in self._candidates(read)
            if one.entry is not None and _why(read, one)
        }
        return tuple(found.values())

    def pairs(self) -> Iterator[tuple[Entry, Entry, str]]:
        """Everyone on file who may be someone else on file, each pair once, the earlier entry first."""
        told: set[tuple[int, int]] = set()
        for read in self._not_alone():
            for other in self._candidates(read):
                if read.entry is None or other.entry is None:
                    continue
                first, second = sorted((read.entry, other.entry), key=lambda entry: entry.graduate_id)
                key = (first.graduate_id, second.graduate_id)
                if first.graduate_id != second.graduate_id and key not in told and (reason := _why(read, other)):
                    told.add(key)
                    yield first, second, reason

    def _not_alone(self) -> Iterator[_Read]:
        """Those for whom there is anyone to compare with: where all dates are known, few are born on one day."""
        for one in self._all:
            born = one.person.born_on
            if born is None or len(self._born[born]) > 1 or _swapped(born) in self._born:
                yield one

    def _candidates(self, read: _Read) -> Iterator[_Read]:
        born = read.person.born_on
        if born:
            yield from self._born.get(born, ())
            if (swapped := _swapped(born)) and swapped != born:
                yield from self._born.get(swapped, ())
            if not self._undated:
                return
        # Where one date of birth is missing, whoever shares a word of the name or a way to be reached.
        shared = self._by_word[1 if born else 0]
        for key in {*read.words, *read.reached_at}:
            yield from shared.get(key, ())


def why(one: Person, other: Person) -> str:
    """Why two may be one person, in a sentence; empty when nothing speaks for it."""
    return _why(_Read(one), _Read(other))


def _why(one: _Read, other: _Read) -> str:
    born, also = one.person.born_on, other.person.born_on
    same_name = one.name == other.name
    if born and also:
        if born == also:
            if same_name:
                return "The same name and the same date of birth."
            return "A similar name and the same date of birth." if _similar(one, other) else ""
        if same_name and _swapped(born) == also:
            return "The same name, and dates of birth with day and month the other way round."
        return ""
    missing = "one date of birth is missing" if born or also else "neither has a date of birth"
    if one.reached_at & other.reached_at and (same_name or _similar(one, other)):
        name = "The same name" if same_name else "A similar name"
        return f"{name} and the same phone number or email; {missing}."
    if min(len(one.words), len(other.words)) < 2:
        return ""
    if same_name:
        return f"The same name; {missing}."
    very = fuzz.ratio(one.name, other.name, score_cutoff=VERY_SIMILAR) > 0
    return f"A very similar name; {missing}." if very else ""


def _similar(one: _Read, other: _Read) -> bool:
    """Alike enough beside the same date of birth: spelling, a short form, a missing or a new surname."""
    if not one.words or not other.words:
        return False
    if fuzz.ratio(one.name, other.name) >= SIMILAR:
        return True
    return any(same_first_name(name, also) for name in one.called for also in other.called)


def _swapped(born: date) -> date | None:
    """The same date with day and month the other way round, if there is one."""
    return born.replace(month=born.day, day=born.month) if born.day <= 12 else None
