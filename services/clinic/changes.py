"""What changed for the clinic since somebody's last visit: one line a person, newest first (R9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select as sql_select  # SQLModel's types no more than four columns
from sqlmodel import Session, col, select

from models import (
    Account,
    CallRequest,
    Graduate,
    GraduateGroup,
    GroupSession,
    Member,
    Referral,
    ReferralEvent,
    ReferralStep,
)
from services import audit, clock
from services.clinic import news
from services.clinic.news import BY_CLINIC, What
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

MOST = 8
# Somebody's first visit, or one after a long time: what is older than a week is no news.
LONG_AGO, LATELY = timedelta(days=28), timedelta(days=7)


@dataclass(frozen=True)
class Change:
    """The newest that the clinic may know of one person.

    `step`, `reason` and `visit_on` are a referral's (`what` is STEP), and `by` is the colleague who took the
    step, empty for the group's. `graduate_id` and `called` (whether it was answered) are a call's.
    """

    what: What
    at: datetime
    name: str
    group: str
    referral_id: int | None = None
    step: ReferralStep | None = None
    reason: str = ""
    by: str = ""
    visit_on: date | None = None
    graduate_id: int | None = None
    called: bool = False


@dataclass(frozen=True)
class Changes:
    """`more` people have news besides `items`. `last_visit` is None when there was none in four weeks."""

    since: datetime
    last_visit: datetime | None
    items: tuple[Change, ...]
    more: int


@needs(Permission.REFER)
def changes(actor: Actor) -> Changes:
    """What happened to the clinic's people since the account's visit before this one; the actor's own steps left out.

    Milestones only of people whose feedback consent is in force now; of the others neither a line nor a place in
    the count. A visit whose mark was undone leaves nothing (R5). The looks are recorded (R31).
    """
    with reading() as db:
        before = db.exec(select(Account.previous_sign_in_at).where(Account.id == actor.account_id)).one()
        last_visit = before if before is not None and before > clock.now() - LONG_AGO else None
        since = last_visit or clock.now() - LATELY
        newest = db.execute(news.newest(actor.clinic_id, actor.account_id, since, MOST)).all()
        told = _told(db, [(What(row.what), row.key) for row in newest])
        items = tuple(told[What(row.what), row.key] for row in newest)
    people = [row.person for row in newest]
    audit.looked(actor, "graduate", [person for person in people if person > 0])
    audit.looked(actor, "member", [-person for person in people if person < 0])
    return Changes(since, last_visit, items, newest[0].people - len(newest) if newest else 0)


def _told(db: Session, wanted: list[tuple[What, int]]) -> dict[tuple[What, int], Change]:
    """The changes by kind and key, in one query for each kind."""
    told: dict[tuple[What, int], Change] = {}
    for what, tell in ((What.STEP, _tell_steps), (What.CALL, _tell_calls), (What.CAME_ALONG, _tell_came_along)):
        keys = [key for kind, key in wanted if kind is what]
        told |= {(what, key): change for key, change in tell(db, keys)}
    return told


def _tell_steps(db: Session, keys: list[int]) -> Iterator[tuple[int, Change]]:
    found = db.execute(
        sql_select(
            ReferralEvent,
            Referral,
            col(GraduateGroup.name),
            col(Account.display_name),
            col(GroupSession.starts_at),
        )
        .join(Referral, col(Referral.id) == col(ReferralEvent.referral_id))
        .join(GraduateGroup, col(GraduateGroup.id) == col(Referral.group_id))
        .outerjoin(Account, col(Account.id) == col(ReferralEvent.account_id))
        .outerjoin(GroupSession, col(GroupSession.id) == col(ReferralEvent.group_session_id))
        .where(col(ReferralEvent.id).in_(keys))
    )
    for event, referral, group, name, visited_at in found:
        yield (
            event.id,
            Change(
                What.STEP,
                event.at,
                referral.preferred_name,
                group,
                referral_id=referral.id,
                step=event.step,
                reason=event.reason or "",
                by=(name or "") if event.step in BY_CLINIC else "",
                visit_on=clock.local(visited_at).date() if visited_at else None,
            ),
        )


def _tell_calls(db: Session, keys: list[int]) -> Iterator[tuple[int, Change]]:
    found = db.exec(
        select(CallRequest, Graduate.preferred_name, GraduateGroup.name)
        .join(Graduate, col(Graduate.id) == col(CallRequest.graduate_id))
        .join(GraduateGroup, col(GraduateGroup.id) == col(CallRequest.group_id))
        .where(col(CallRequest.id).in_(keys))
    )
    for call, name, group in found:
        yield (
            call.id or 0,
            Change(
                What.CALL, call.asked_at, name, group, graduate_id=call.graduate_id, called=call.closed_at is not None
            ),
        )


def _tell_came_along(db: Session, keys: list[int]) -> Iterator[tuple[int, Change]]:
    found = db.exec(
        select(Member, GraduateGroup.name)
        .join(GraduateGroup, col(GraduateGroup.id) == col(Member.group_id))
        .where(col(Member.id).in_(keys))
    )
    for member, group in found:
        yield member.id or 0, Change(What.CAME_ALONG, member.created_at, member.name, group)
