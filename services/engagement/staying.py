"""How long people keep coming, from their first visit: what a Kaplan-Meier curve is made of (R25, R26, R28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import ATTENDED, GroupSession, GroupSessionState, Mark, Member
from services import access, clock
from services.database import reading
from services.engagement.disclosure import Scope, may_count, period_for, scope_of
from services.engagement.periods import Period, bounds
from services.engagement.statistics.survival import Curve, Followed, kaplan_meier
from services.engagement.unrecorded import unrecorded, until_now
from services.kept import kept
from services.roles.load import whose
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

ENOUGH = 20
STILL_COMING = 6  # held group sessions within which a visit means that somebody has not left


@dataclass(frozen=True)
class Staying:
    """People who first came in the period, at a held group session: one whose register is finished.

    `left` have made no visit in the last six held group sessions, and left on the day of their last visit. The
    rest are `coming`, and known to have stayed until the first of those six (`known_until`): it is too early to
    say who of them has left since. `once` made one visit and no other so far; of `once_lately` among them, whose
    visit was in those six, it is too early to say whether they come again. `curve` is in days since the first visit,
    from 20 people up, else None. A coordinator's mark that somebody has left plays no part: visits alone do.
    """

    scope: Scope
    period: Period
    people: int
    left: int
    once: int
    once_lately: int
    curve: Curve | None
    known_until: date | None
    missing: tuple[date, ...]

    @property
    def coming(self) -> int:
        return self.people - self.left


@needs(Permission.SEE_ENGAGEMENT)
@kept
def staying(actor: Actor, group_id: int, period: Period = Period.LAST_12_MONTHS) -> Staying:
    """How long people keep coming to a group.

    A coordinator counts everyone who came, somebody whom the group has twice once; clinic staff only graduates of
    theirs with feedback consent in force, over the one period that they are given.

    Raises:
        NotFound: not a group of the actor's.
    """
    period = period_for(actor, period)
    since, until = bounds(period, clock.today())
    with reading() as db:
        access.group(db, actor, group_id)
        held = _held(db, group_id)
        visits = _visits(db, actor, group_id)
        missing = unrecorded(db, group_id, since, until_now())
    known_until = held[-STILL_COMING] if len(held) >= STILL_COMING else None
    joined = [came for came in visits.values() if since <= came[0] < until]
    followed = [_followed(came[0], came[-1], known_until) for came in joined]
    once = [came[0] for came in joined if len(came) == 1]
    return Staying(
        scope=scope_of(actor),
        period=period,
        people=len(followed),
        left=sum(one.ended for one in followed),
        once=len(once),
        once_lately=sum(known_until is None or at >= known_until for at in once),
        curve=kaplan_meier(followed) if len(followed) >= ENOUGH else None,
        known_until=clock.local(known_until).date() if known_until else None,
        missing=missing,
    )


def _followed(first: datetime, last: datetime, known_until: datetime | None) -> Followed:
    """How long one person is known to have kept coming, in days. Before six sessions were held nobody can have left."""
    left = known_until is not None and last < known_until
    until = last if left or known_until is None else max(first, known_until)
    return Followed((clock.local(until).date() - clock.local(first).date()).days, left)


def _held(db: Session, group_id: int) -> Sequence[datetime]:
    """When each held group session began, oldest first."""
    held = select(GroupSession.starts_at).where(
        GroupSession.group_id == group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.register_finished_at).is_not(None),
    )
    return list(db.exec(held.order_by(col(GroupSession.starts_at))))


def _visits(db: Session, actor: Actor, group_id: int) -> dict[int, list[datetime]]:
    """The held group sessions at which each person who may be counted came, oldest first."""
    found = db.exec(
        select(whose(), Mark.group_session_id, GroupSession.starts_at)
        .select_from(Mark)
        .join(GroupSession, col(GroupSession.id) == col(Mark.group_session_id))
        .join(Member, col(Member.id) == col(Mark.member_id))
        .where(
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.register_finished_at).is_not(None),
            col(Mark.kind).in_(ATTENDED),
            Member.group_id == group_id,
            may_count(actor, col(Member.graduate_id)),
        )
        .distinct()  # marked under two names at one group session, they came once
        .order_by(col(GroupSession.starts_at))
    )
    visits: dict[int, list[datetime]] = {}
    for person, _, starts_at in found:
        visits.setdefault(person, []).append(starts_at)
    return visits
