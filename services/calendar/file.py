"""A group's dates as a file, to put into a calendar once."""

from services import access
from services.calendar.entries import entries
from services.calendar.writing import written
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.SEE_CALENDAR)
def calendar_file(actor: Actor, group_id: int) -> bytes:
    """The group's sessions as an iCalendar file: dates, place, skills; it names nobody.

    Raises:
        NotFound: no such group, or not the actor's.
    """
    with reading() as db:
        group = access.group(db, actor, group_id)
        return written(group.name, entries(db, group))
