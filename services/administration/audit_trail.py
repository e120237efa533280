"""Reading the audit trail: who did what and when. Metadata only, and nothing that tells how many people (R26, R31).

The events themselves stay one by one in the table, for the operator. Docs/disclosure.md says why they are folded here.
"""

from dataclasses import dataclass
from datetime import datetime

from services.administration.audit_line import AuditLine
from services.administration.audit_rows import Wanted, folded, one_by_one
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.security.sign_in import normal_username

PAGE = 50


@dataclass(frozen=True)
class Bookmark:
    """Where a page ended: the moment of its last line, and how many lines of that moment have been shown.

    No event's id: between two of them lies a number of events.
    """

    moment: datetime
    shown: int


@dataclass(frozen=True)
class AuditPage:
    """A page of the trail, newest first. `older` is the `before` of the next page, or None on the last."""

    lines: tuple[AuditLine, ...]
    older: Bookmark | None


@needs(Permission.READ_AUDIT)
def audit_trail(actor: Actor, *, before: Bookmark | None = None, action: str = "", username: str = "") -> AuditPage:
    """The lines after `before`: those whose action, as it is shown, begins with `action`, and by `username`.

    Both filters are left out when empty. Where a page begins and ends follows from lines alone.
    """
    wanted = Wanted(_searchable(action), normal_username(username) if username.strip() else None)
    until, shown = (before.moment, before.shown) if before else (None, 0)
    most = shown + PAGE + 1
    with reading() as db:
        single = one_by_one(db, wanted, until, most)
        people = folded(db, wanted, until, single[-1].at if len(single) == most else None, most)
    lines = sorted([*single, *people], key=lambda line: line.moment, reverse=True)[:most]
    older = _bookmark(lines[:-1]) if len(lines) == most else None
    return AuditPage(tuple(lines[shown : shown + PAGE]), older)


def _bookmark(lines: list[AuditLine]) -> Bookmark:
    moment = lines[-1].moment
    return Bookmark(moment, sum(line.moment == moment for line in lines))


def _searchable(text: str) -> str:
    # PostgreSQL refuses a NUL anywhere, also in what it only compares with.
    return text.strip().lower().replace("\x00", "")
