"""Registers that are missing: what every figure made from registers has to name (R28)."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models import GroupSession, GroupSessionState
from services import access, clock
from services.database import reading
from services.engagement.disclosure import period_for
from services.engagement.periods import Period, bounds
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.SEE_ENGAGEMENT)
@kept
def missing_registers(actor: Actor, group_id: int, period: Period) -> tuple[date, ...]:
    """The days of the period whose group session is over without a finished register, oldest first (R28).

    They tell nothing of anybody, so they are the same for everyone who may see the group.

    Raises:
        NotFound: not a group of the actor's.
    """
    since, until = bounds(period_for(actor, period), clock.today())
    with reading() as db:
        access.group(db, actor, group_id)
        return not_recorded_between(db, group_id, since, until)


def until_now() -> datetime:
    """The end of what registers have told by now: for figures of a period that go on moving after it."""
    return bounds(Period.ALL_TIME, clock.today())[1]


def not_recorded_between(db: Session, group_id: int, since: datetime, until: datetime) -> tuple[date, ...]:
    """The days from `since` to before `until` of group sessions that are over without a finished register."""
    missing = select(GroupSession.starts_at).where(
        GroupSession.group_id == group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.starts_at) >= since,
        col(GroupSession.starts_at) < until,
        col(GroupSession.ends_at) <= clock.now(),
        col(GroupSession.register_finished_at).is_(None),
    )
    return tuple(clock.local(at).date() for at in db.exec(missing.order_by(col(GroupSession.starts_at))))
