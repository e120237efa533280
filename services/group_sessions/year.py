"""A calendar year of a group at a glance: every group session, and the bank holidays that were skipped."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, and_, col, func, select

from models import ATTENDED, GroupSession, GroupSessionState, Mark
from services import access, clock
from services.database import reading
from services.group_sessions.gaps import gaps
from services.group_sessions.recurrence import Skipped
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Date:
    """One group session on its local day. `came` is None until its register is finished."""

    group_session_id: int
    on: date
    cancelled: bool
    cancel_reason: str
    came: int | None


@dataclass(frozen=True)
class Year:
    """A year's dates in order, and the days that a series left out. `first` and `last` are the years there are."""

    year: int
    dates: tuple[Date, ...]
    skipped: tuple[Skipped, ...]
    first: int
    last: int


@needs(Permission.PLAN_SESSIONS)
def year(actor: Actor, group_id: int, wanted: int | None = None) -> Year:
    """One calendar year, by default this one; never outside the years that the group has group sessions in.

    Four queries, however many group sessions.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        group = access.group(db, actor, group_id)
        first, last = _years(db, group_id)
        chosen = min(max(wanted or clock.today().year, first), last)
        begins, ends = date(chosen, 1, 1), date(chosen, 12, 31)
        skipped = gaps(db, group, begins, ends)
        return Year(chosen, _dates(db, group_id, begins, ends), tuple(skipped), first, last)


def _years(db: Session, group_id: int) -> tuple[int, int]:
    """The first and the last year with a group session; this year is always among them."""
    span = select(func.min(GroupSession.starts_at), func.max(GroupSession.starts_at))
    years = [clock.today().year]
    for moment in db.exec(span.where(GroupSession.group_id == group_id)).one():
        years += [clock.local(moment).year] if moment else []
    return min(years), max(years)


def _dates(db: Session, group_id: int, begins: date, ends: date) -> tuple[Date, ...]:
    came = func.count(col(Mark.id))
    found = db.exec(
        select(GroupSession, came)
        .outerjoin(Mark, and_(col(Mark.group_session_id) == col(GroupSession.id), col(Mark.kind).in_(ATTENDED)))
        .where(
            GroupSession.group_id == group_id,
            col(GroupSession.starts_at) >= clock.day_begins(begins),
            col(GroupSession.starts_at) < clock.day_begins(date(ends.year + 1, 1, 1)),
        )
        .group_by(col(GroupSession.id))
        .order_by(col(GroupSession.starts_at), col(GroupSession.id))
    )
    return tuple(
        Date(
            group_session_id=row.id or 0,
            on=clock.local(row.starts_at).date(),
            cancelled=row.state is GroupSessionState.CANCELLED,
            cancel_reason=row.cancel_reason or "",
            came=count if row.register_finished_at and row.state is GroupSessionState.PLANNED else None,
        )
        for row, count in found
    )
