"""Names as lists write them: in one column or several, surname first or last, with titles and the name people go by."""

import re
from dataclasses import dataclass

from services.clinic.imports.capitals import PARTICLES, in_capitals, ordinary

_TITLE_WORDS = (
    "mr mrs ms miss mx dr prof professor rev revd reverend sir dame lady lord master fr canon capt captain cllr"
)
_TITLES = frozenset(_TITLE_WORDS.split())
# What stands in brackets or quotation marks: (Janie), "Janie", known as Janie.
_ASIDE = re.compile(r"[(\[]([^)\]]*)[)\]]|[\"“”„«]([^\"“”»]*)[\"“”»]|(?<!\S)['‘]([^'’]+)['’](?!\S)")
_KNOWN_AS = re.compile(r"\b(?:known as|likes? to be called|prefers?|goes by|aka|a\.k\.a\.)[:\s]+(.+)$", re.IGNORECASE)
_NO_NAME = re.compile(r"\d|\bn[ée]e\b|\bformerly\b|\bmaiden\b", re.IGNORECASE)
# Surnames of two letters; any other two capitals before a surname are initials.
_SHORT_WORDS = "LI NG WU XU HO MA LE VO YU HU LU OH FU SO KO IP AU DO MO BA SY TO"
_SHORT = frozenset(_SHORT_WORDS.split())


@dataclass(frozen=True)
class Name:
    """A name in its parts, in ordinary letters. `known_as` is what they are called, where the list says so."""

    first: str = ""
    last: str = ""
    known_as: str = ""

    @property
    def preferred(self) -> str:
        return self.known_as or self.first or self.last

    @property
    def full(self) -> str:
        first = self.first or self.known_as
        return f"{first} {self.last}" if first and self.last else ""


def read_full(written: str, *, surname_first: bool = False) -> Name:
    """A name in one cell: "SMITH, Jane", "Jane SMITH", "Mrs Jane Smith (Janie)".

    Without comma or capitals the surname is the last word, with what belongs to it, unless `surname_first`.
    """
    text, known_as = _without_asides(written)
    if "," in text:
        last, _, first = text.partition(",")
        return _name(_untitled(first.replace(",", " ")), _untitled(last), known_as)
    words = _untitled(text).split()
    if len(words) < 2:
        # "Mrs Smith" is all there is: better than "Smith", and no first name.
        return _name(text if _is_title(text.split(" ")[0]) else " ".join(words), "", known_as)
    first_words, last_words = _parted(words, surname_first or _called_by_the_last(words, known_as))
    return _name(" ".join(first_words), " ".join(last_words), known_as)


def read_parts(first: str, last: str, known_as: str = "") -> Name:
    """A name in columns of its own."""
    first, aside = _without_asides(first)
    last, _ = _without_asides(last)
    called, called_aside = _without_asides(known_as)
    kept = _untitled(first) if last else first
    return Name(
        ordinary(kept, given=True),
        ordinary(_untitled(last)),
        ordinary(_untitled(called) or called_aside or aside, given=True),
    )


def _name(first: str, last: str, known_as: str) -> Name:
    """The parts of a name in one cell. Its first word is what they are called, unless the list says otherwise."""
    given = ordinary(first, given=True)
    words = given.split()
    called = ordinary(known_as, given=True) or (words[0] if len(words) > 1 and last and len(words[0]) > 2 else "")
    return Name(given, ordinary(last), called)


def _without_asides(written: str) -> tuple[str, str]:
    """The name without what stands in brackets, and the name they go by if that is what stands there."""
    known_as = ""
    if called := _KNOWN_AS.search(written):
        written, known_as = written[: called.start()], called[1]
        known_as = known_as.strip(" \"'“”‘’().")
    for aside in _ASIDE.finditer(written):
        inside = next((each for each in aside.groups() if each), "").strip()
        if inside and not known_as and not _NO_NAME.search(inside) and not _is_title(inside) and len(inside) < 40:
            known_as = inside
    text = " ".join(_ASIDE.sub(" ", written).split()).rstrip(" (-,\"'").strip()
    return text, known_as if any(map(str.isalpha, known_as)) else ""


def _is_title(word: str) -> bool:
    return word.strip(".").casefold() in _TITLES


def _untitled(text: str) -> str:
    """The words without titles before and after them; a title with one word alone stays, as all there is."""
    words = text.split()
    while len(words) > 1 and _is_title(words[0]):
        words = words[1:]
    while len(words) > 1 and _is_title(words[-1]):
        words = words[:-1]
    return " ".join(words)


def _parted(words: list[str], surname_first: bool) -> tuple[list[str], list[str]]:
    """First names and surname, by the capitals if only the surname is in them, else by the order."""
    capitals = [
        in_capitals(word) and (len(word) > 2 or word in _SHORT or word.casefold() in PARTICLES) for word in words
    ]
    if any(capitals) and not all(in_capitals(word) or len(word) == 1 for word in words):
        if capitals[0]:
            end = capitals.index(False)
            return words[end:], words[:end]
        if capitals[-1]:
            begin = len(words) - capitals[::-1].index(False)
            return words[:begin], words[begin:]
    if surname_first:
        end = next((place for place, word in enumerate(words) if word.casefold() not in PARTICLES), 0) + 1
        return words[end:] or words[-1:], words[:end]
    begin = len(words) - 1
    while begin > 1 and words[begin - 1].casefold() in PARTICLES:
        begin -= 1
    return words[:begin], words[begin:]


def _called_by_the_last(words: list[str], known_as: str) -> bool:
    """Whether the last word is the first name: an initial after capitals, or as in "Smith Jane (Janie)"."""
    if in_capitals(words[0]) and len(words[-1].strip(".")) == 1:
        return True
    start = known_as[:2].casefold()
    return len(start) == 2 and words[-1].casefold().startswith(start) and not words[0].casefold().startswith(start)
