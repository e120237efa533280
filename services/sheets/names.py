"""How a member is named on paper: by first name where the group and they agreed to it, else by initials."""

from collections import Counter
from collections.abc import Collection, Mapping

from models import GraduateGroup, Member

LONGEST = 20


def agreed(group: GraduateGroup, member: Member) -> bool:
    """Whether this member's first name may stand on a printed sheet."""
    return group.names_on_sheets and not member.off_sheets


def called(names: Mapping[int, str], agreed_to: Collection[int]) -> dict[int, str]:
    """How each is called on one sheet, by member id; two who share a first name get an initial more.

    `names` are whole names of everybody on it, `agreed_to` those whose first name may stand there.
    """
    shared = Counter(first_name(name) for who, name in names.items() if who in agreed_to)
    printed = {}
    for who, name in names.items():
        by_first_name = told_apart(name) if shared[first_name(name)] > 1 else first_name(name)
        printed[who] = by_first_name if who in agreed_to else initials(name)
    return printed


def first_name(name: str) -> str:
    """The first word of a name that has a letter; a very long one is cut.

    >>> first_name("Zoë-Marie van den Berg")
    'Zoë-Marie'
    """
    first = next(iter(_words(name)), "")
    return first if len(first) <= LONGEST else f"{first[:LONGEST]}…"


def initials(name: str) -> str:
    """The first letters of the first two words of a name.

    >>> initials("amina de Souza")
    'A. D.'
    """
    return " ".join(f"{next(filter(str.isalpha, word)).upper()}." for word in _words(name)[:2])


def told_apart(name: str) -> str:
    """The first name with the next word's initial, for two on one sheet who share it.

    >>> told_apart("Tomasz Wójcik")
    'Tomasz W.'
    """
    return " ".join([first_name(name), *initials(name).split()[1:]])


def _words(name: str) -> list[str]:
    return [word for word in name.split() if any(map(str.isalpha, word))]
