"""What may leave for outside: every group session in two rounded numbers, and nothing that moves afterwards (R26)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from models import GroupSession, PublishedOthers
from services import access, clock
from services.database import reading
from services.engagement.disclosure import GivenOut, given_out
from services.engagement.giving_out import give_out
from services.engagement.periods import Period, bounds
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

OVER = Period.LAST_24_MONTHS  # whatever period anybody looks at


@dataclass(frozen=True)
class SessionOutside:
    """One group session as it was given out."""

    on: date
    given_out: GivenOut


@needs(Permission.SEE_ENGAGEMENT)
@kept
def attendance_outside(actor: Actor, group_id: int) -> tuple[SessionOutside, ...]:
    """Every group session of the last 24 months that was given out, oldest first, the same for whoever asks.

    Both parts are rounded. They are never added up, here or by whoever shows them: a clinic knows the first part
    exactly, so a rounded total would tell it more of the second.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
    give_out(group_id, OVER)
    since, until = bounds(OVER, clock.today())
    with reading() as db:
        found = db.exec(
            select(GroupSession.starts_at, PublishedOthers)
            .join(PublishedOthers, col(PublishedOthers.group_session_id) == col(GroupSession.id))
            .where(
                GroupSession.group_id == group_id,
                col(GroupSession.starts_at) >= since,
                col(GroupSession.starts_at) < until,
            )
            .order_by(col(GroupSession.starts_at), col(GroupSession.id))
        )
        told = [(clock.local(starts_at).date(), given_out(row)) for starts_at, row in found]
    return tuple(SessionOutside(on, given) for on, given in told if given)
