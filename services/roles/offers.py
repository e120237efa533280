"""The kinds of offers that growth makes: each names somebody and gives the facts, and leaves the asking to people."""

from dataclasses import dataclass
from datetime import date

from models import Growth


@dataclass(frozen=True)
class NeverAsked:
    """Somebody who came at least twice and was never asked for anything.

    `role` is one that they could be asked for and would like (`likes`) or have a strength for; "" without any.
    """

    member_id: int
    name: str
    visits: int
    role: str
    likes: bool


@dataclass(frozen=True)
class LikesRole:
    """Somebody who would like a role, and was not asked for it in twelve weeks; `last_asked` is None for never."""

    member_id: int
    name: str
    role: str
    last_asked: date | None


@dataclass(frozen=True)
class MayLead:
    """Somebody who says they have enjoyed a role, and did it so many times: it is theirs to say whether they lead."""

    member_id: int
    name: str
    role: str
    times: int


@dataclass(frozen=True)
class NeedsBackup:
    """A role that needs a backup and leans on few.

    Attributes:
        people: how many did it in a year, standing by not counted.
        ready: somebody who is in the group says they are ready to lead it.
        member_id: whom to ask, because of what they said of this role; None, and `name` "", without anybody.
        growth: how far along they say they are.
        likes: they said they would like it.
    """

    group_role_id: int
    role: str
    people: int
    ready: bool
    member_id: int | None = None
    name: str = ""
    growth: Growth = Growth.NOT_YET
    likes: bool = False


Offer = NeverAsked | LikesRole | MayLead | NeedsBackup
