"""Where is the group heading: the next 6 months at the present joining and leaving rates (R25, R26, R28)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, scope_of
from services.engagement.held import LEFT_AFTER, Held, held, not_recorded, spans, visits
from services.engagement.outlook import Outlook, TooFew, outlook
from services.engagement.periods import Period, bounds
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

ENOUGH = 8  # recorded group sessions in the last 12 months: six to tell who left, and some before


@dataclass(frozen=True)
class Heading:
    """`outlook` is None for a clinic, and where it is too early to say; `too_few` has the counts where too few came.

    `recorded` counts group sessions of the last 12 months with a finished register. `capacity` is how many people
    the room holds, None when the group has not said.
    """

    scope: Scope
    period: Period
    outlook: Outlook | None = None
    recorded: int = 0
    capacity: int | None = None
    not_recorded: tuple[date, ...] = ()
    too_few: TooFew | None = None


@needs(Permission.SEE_ENGAGEMENT)
@kept
def heading(actor: Actor, group_id: int) -> Heading:
    """How many people will be in the room in the next 6 months, as a range, from the last 12 months.

    For coordinators alone. Beside the room's capacity it is a figure of everyone, and of the people alone who agreed
    to feedback it would say nothing of the room: so a clinic is given none (R26).

    Raises:
        NotFound: not a group of the actor's.
    """
    today, period = clock.today(), Period.LAST_12_MONTHS
    with reading() as db:
        group = access.group(db, actor, group_id)
        if scope_of(actor) is not Scope.EVERYONE:
            return Heading(scope_of(actor), period)
        sessions = held(db, group_id, *bounds(Period.ALL_TIME, today))
        recorded = [one for one in sessions if one.recorded]
        people, made = spans(db, actor, group_id), _visits_made(db, actor, group_id, recorded[-LEFT_AFTER:])
        capacity = group.room_capacity
    since = clock.local(bounds(period, today)[0]).date()
    lately = sum(one.on >= since for one in recorded)
    ahead = outlook(recorded, people, made, since, today) if lately >= ENOUGH else None
    return Heading(
        scope=Scope.EVERYONE,
        period=period,
        outlook=ahead if isinstance(ahead, Outlook) else None,
        too_few=ahead if isinstance(ahead, TooFew) else None,
        recorded=lately,
        capacity=capacity,
        not_recorded=not_recorded([one for one in sessions if one.on >= since]),
    )


def _visits_made(db: Session, actor: Actor, group_id: int, sessions: list[Held]) -> int:
    """How many visits were made to these group sessions, which follow each other."""
    days = [one.on for one in sessions] or [clock.today()]
    since, until = clock.day_begins(days[0]), clock.day_begins(days[-1] + timedelta(days=1))
    ids = {one.id for one in sessions}
    return sum(one.group_session_id in ids for one in visits(db, actor, group_id, since, until))
