"""The secret part of a calendar link's address: the link's id, and a signature over it and its salt.

It is worked out anew whenever it is shown or checked. Who reads the database without the secret key cannot make it.
"""

import re

from models import LARGEST_ID, CalendarLink
from services.security.digests import digest

_SHAPE = re.compile(r"([1-9][0-9]{0,9})-([0-9a-f]{64})")


def token_of(link: CalendarLink) -> str:
    """The token of a link that is in the database."""
    return f"{link.id}-{signature(link.id or 0, link.salt)}"


def parts(token: str) -> tuple[int, str]:
    """The link's id and the signature that a token claims; an id that no link has when it is none."""
    found = _SHAPE.fullmatch(token)
    link_id, signed = (int(found[1]), found[2]) if found else (0, "")
    return (link_id if link_id <= LARGEST_ID else 0), signed


def signature(link_id: int, salt: str) -> str:
    """What only the holder of the secret key can work out."""
    return digest("calendar", str(link_id), salt)
