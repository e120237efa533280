"""The code behind which a group session's question is answered: the session's id and a signature over it.

It is worked out anew whenever it is shown or checked, and kept nowhere. Who reads the database without the secret
key cannot make it.
"""

import re
from hmac import compare_digest

from models import LARGEST_ID
from services.security.digests import digest

# 128 bits: as good as any to guess at, and a QR code of few, large squares.
_LENGTH = 32
# How many codes of a group session are known as ours: the one that works, and those that were made before it.
_REMEMBERED = 8
_SHAPE = re.compile(rf"([1-9][0-9]{{0,9}})-([0-9a-f]{{{_LENGTH}}})")


def code_of(group_session_id: int, renewed: int) -> str:
    """The code of a group session, made anew `renewed` times."""
    return f"{group_session_id}-{signature(group_session_id, renewed)}"


def parts(code: str) -> tuple[int, str]:
    """The group session's id and the signature that a code claims; an id that none has when it is no code."""
    found = _SHAPE.fullmatch(code)
    group_session_id, signed = (int(found[1]), found[2]) if found else (0, "")
    return (group_session_id if group_session_id <= LARGEST_ID else 0), signed


def signature(group_session_id: int, renewed: int) -> str:
    """What only the holder of the secret key can work out."""
    return digest("feeling", str(group_session_id), str(renewed))[:_LENGTH]


def recognised(group_session_id: int, renewed: int, signed: str) -> tuple[bool, bool]:
    """Whether a signature is that of the code made anew `renewed` times, and whether it is ours, older ones too."""
    # Each is compared, whatever comes out: how long it takes tells nothing.
    same = [compare_digest(signature(group_session_id, renewed - back), signed) for back in range(_REMEMBERED)]
    return same[0], any(same)
