"""Welcome as the coordinators see it: everyone on the way, and those who came once and not again yet."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import ATTENDED, GroupSession, Mark, Referral, ReferralState
from services import access, clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.welcome.bridge import Bridge, bridges


@dataclass(frozen=True)
class CameOnce:
    """Somebody after their first visit: coming again is the next step, and theirs."""

    member_id: int
    name: str
    came_on: date


@dataclass(frozen=True)
class OnTheWay:
    """`bridges` of those before their first visit, by referral; `came_once` of those after it, latest first."""

    bridges: dict[int, Bridge]
    came_once: tuple[CameOnce, ...]


@needs(Permission.WELCOME)
def on_the_way(actor: Actor, group_id: int) -> OnTheWay:
    """Where everybody stands on the bridge in the actor's group. Two queries.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        return OnTheWay({one.referral_id: one for one in bridges(db, group_id)}, _came_once(db, group_id))


def _came_once(db: Session, group_id: int) -> tuple[CameOnce, ...]:
    first = func.max(GroupSession.starts_at)
    once = (
        select(col(Referral.member_id), Referral.preferred_name, first)
        .join(Mark, col(Mark.member_id) == col(Referral.member_id))
        .join(GroupSession, col(GroupSession.id) == col(Mark.group_session_id))
        .where(
            Referral.group_id == group_id,
            Referral.state == ReferralState.FIRST_VISIT,
            col(Mark.kind).in_(ATTENDED),
        )
        .group_by(col(Referral.id), col(Referral.member_id), Referral.preferred_name)
        .having(func.count() == 1)
        .order_by(first.desc(), col(Referral.id))
    )
    return tuple(CameOnce(member_id or 0, name, clock.local(at).date()) for member_id, name, at in db.exec(once))
