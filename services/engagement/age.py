"""How old the figures of a group are."""

from datetime import date

from services import access
from services.database import reading
from services.engagement.attendance import latest_register
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.SEE_ENGAGEMENT)
@kept
def newest_register(actor: Actor, group_id: int) -> date | None:
    """The day of the newest finished register: no figure knows of anything later. None while there is none.

    Raises:
        NotFound: not a group that the actor reaches.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        return latest_register(db, group_id)
