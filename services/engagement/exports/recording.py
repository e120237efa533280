"""That figures were taken away is recorded: what leaves the screen is not seen again (R31)."""

from enum import StrEnum

from services import access, audit
from services.database import transaction
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


class Kind(StrEnum):
    """As what one finding is taken away."""

    PNG = "png"
    SVG = "svg"
    XLSX = "xlsx"
    CSV = "csv"


@needs(Permission.SEE_ENGAGEMENT)
def exported(actor: Actor, group_id: int, kind: Kind) -> None:
    """Records that a finding about a group was taken away. Call it before handing the file on.

    Which figures they were is not written: they may be of few people.

    Raises:
        NotFound: not a group of the actor's.
    """
    with transaction() as db:
        access.group(db, actor, group_id)
        changes = {"as": (None, kind.value)}
        audit.record(
            db, actor, "engagement.exported", "graduate_group", group_id, group_id=group_id, changes=dict(changes)
        )
