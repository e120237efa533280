"""The groups an actor reaches: what every page of two audiences starts from."""

from dataclasses import dataclass

from models import GraduateGroup
from services import access
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class GroupView:
    """A group as it may be named on any page of its clinic or its coordinators."""

    id: int
    name: str
    venue: str
    access_notes: str


@needs(Permission.SEE_CALENDAR)
def groups(actor: Actor) -> list[GroupView]:
    """Every group the actor reaches, by name."""
    with reading() as db:
        return [_view(row) for row in access.groups(db, actor)]


def _view(row: GraduateGroup) -> GroupView:
    assert row.id is not None  # noqa: S101 - from the database
    return GroupView(row.id, row.name, row.venue, row.access_notes)
