"""Names written all in capitals, put into ordinary letters with care; mixed letters are left as they are."""

import re

# Small within a surname: "VAN DER BERG", "DE LA CRUZ". Others keep their capital: Le Brun, Di Maria, El Sayed.
_PARTICLES = "van der den de het 't ter ten von zu zur la las los da do dos das del bin ibn y"
PARTICLES = frozenset(_PARTICLES.split())
# As written by most who bear them; any other Mac, as in Mack or Macey, is an ordinary name.
_MAC = re.compile(
    r"^MAC(?=(ALISTER|ALLISTER|ARTHUR|ASKILL|AULAY|BETH|BRIDE|CALLUM|CORMACK|DONALD|DOUGALL|DUFF|FARLANE|GREGOR|INNES|"
    r"INTOSH|INTYRE|IVER|KAY|KENZIE|KINNON|KINTOSH|LACHLAN|LAREN|LEAN|LENNAN|LEOD|MAHON|MILLAN|NAB|NAMARA|NAUGHTON|"
    r"NEIL|NEILL|NICOL|PHAIL|PHERSON|PHEE|QUARRIE|QUEEN|RAE|SWEEN|TAGGART|TAVISH|VICAR)$)"
)
_HALF = re.compile(r"^(Mc|Mac|Fitz|De|Di|Da|Le|La|Van|O['’]|D['’]|d['’])([^\W\d_]{2,})$")
_PARTED = re.compile(r"([-‐–'’])")
_NUMERAL = re.compile(r"^(II|III|IV)$")


def in_capitals(word: str) -> bool:
    """Whether a word of a name is all in capitals, or is but for a beginning like Mc."""
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) < 2:
        return False
    half = _HALF.match(word)
    return all(map(str.isupper, letters)) or bool(half and half[2].isupper())


def ordinary(name: str, *, given: bool = False) -> str:
    """The words in capitals in ordinary letters, every other word as it stands. `given`: a first name.

    >>> ordinary("O'BRIEN-MCDONALD"), ordinary("VAN DER BERG"), ordinary("McDonald"), ordinary("smith")
    ("O'Brien-McDonald", 'van der Berg', 'McDonald', 'Smith')
    """
    if name.islower():
        name = name.upper()
    words = name.split()
    return " ".join(
        _word(word, small=place < len(words) - 1 and not given, given=given) if in_capitals(word) else word
        for place, word in enumerate(words)
    )


def _word(word: str, *, small: bool, given: bool) -> str:
    if small and word.casefold() in PARTICLES:
        return word.lower()
    if _NUMERAL.match(word) or (given and _initials(word)):
        return word
    if half := _HALF.match(word):
        return half[1] + _capital(half[2])
    parts = _PARTED.split(word)
    return "".join(_part(part, before=parts[place - 1] if place else "") for place, part in enumerate(parts))


def _part(part: str, before: str) -> str:
    """One part between hyphens and apostrophes."""
    # "JO'S" and the like: a single letter at the end is no name of its own.
    if before in ("'", "’") and len(part) == 1:
        return part.lower()
    if part.startswith("MC") and len(part) > 3:
        return "Mc" + _capital(part[2:])
    return "Mac" + _capital(part[3:]) if _MAC.match(part) else _capital(part)


def _capital(part: str) -> str:
    # The dotted capital İ has no small letter of one piece.
    return part[:1] + part[1:].replace("İ", "i").lower()


def _initials(word: str) -> bool:
    """TJ, JP, AJ: nobody is called Tj."""
    return len(word) == 2 and word.isalpha() and (word.endswith("J") or not set(word) & set("AEIOUYÁÉÍÓÚ"))
