"""Accepting suggestions: each becomes an offer to that person, and a duty only with their yes (R18)."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import LARGEST_ID, Duty, DutyState, GroupRole, GroupSession, GroupSessionState, Member
from services import clock
from services.database import transaction
from services.roles.asking import WhyNot, situation, why_not
from services.roles.holding import hold
from services.roles.moving import move
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class NotOffered:
    """A suggestion that no longer fits, whose, and why; None when its session is over or off."""

    name: str
    why: WhyNot | None


@dataclass(frozen=True)
class Accepted:
    """How many are offered now, which no longer fit, and how many are gone: somebody else changed them first."""

    offered: int
    unfit: tuple[NotOffered, ...]
    gone: int


@needs(Permission.SHARE_ROLES)
def accept_suggestions(actor: Actor, group_id: int, duty_ids: Collection[int]) -> Accepted:
    """Offers each of these suggestions to its person, all in one; those that no longer fit stay suggestions.

    What is offered or accepted already counts as gone, so a second time changes nothing.

    Raises:
        NotFound: not a group of the actor's.
    """
    wanted = {duty_id for duty_id in duty_ids if 0 < duty_id <= LARGEST_ID}
    with transaction() as db:
        hold(db, actor, group_id, _where(db, wanted))
        found = _suggestions(db, group_id, wanted)
        meetings = {meeting.id: meeting for _, meeting, _, _ in found}
        known = situation(db, meetings.values(), None, group_id)
        offered, unfit = 0, []
        for duty, meeting, role, member in found:
            over = meeting.ends_at <= clock.now()
            why = None if over else why_not(known.past(duty, meeting), meeting, role, member)
            if over or why:
                unfit.append(NotOffered(member.name, why))
            else:
                move(db, actor, duty, DutyState.OFFERED)
                offered += 1
        return Accepted(offered, tuple(unfit), len(wanted) - len(found))


def _where(db: Session, duty_ids: Collection[int]) -> list[int]:
    return list(db.exec(select(Duty.group_session_id).where(col(Duty.id).in_(duty_ids)).distinct()))


def _suggestions(
    db: Session, group_id: int, duty_ids: Collection[int]
) -> list[tuple[Duty, GroupSession, GroupRole, Member]]:
    there = (
        select(Duty, GroupSession, GroupRole, Member)
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .join(GroupRole, col(GroupRole.id) == col(Duty.group_role_id))
        .join(Member, col(Member.id) == col(Duty.member_id))
        .where(
            col(Duty.id).in_(duty_ids),
            Duty.state == DutyState.SUGGESTED,
            GroupRole.group_id == group_id,
            col(GroupRole.archived_at).is_(None),
            GroupSession.group_id == group_id,
            GroupSession.state == GroupSessionState.PLANNED,
        )
        .order_by(col(Duty.id))
        .with_for_update(of=Duty)
    )
    return list(db.exec(there))
