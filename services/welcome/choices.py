"""What to choose from when somebody is expected: the next group sessions, each with who would best welcome there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from models import Duty, DutyState, GroupRole, GroupSession, GroupSessionState, Mark, MarkKind, Member, MemberState
from services import access, clock
from services.database import reading
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

AHEAD = 6
# The role whose holder stands at the door, as every group's list begins with it; groups may rename around it.
WELCOMER = "welcom"
_HELD = (DutyState.OFFERED, DutyState.ACCEPTED, DutyState.DONE)


@dataclass(frozen=True)
class Meeting:
    """A group session to come, and who would best welcome there (a member's id); None when nobody stands out."""

    group_session_id: int
    starts_at: datetime
    welcomer_id: int | None


@dataclass(frozen=True)
class Welcomer:
    member_id: int
    name: str


@dataclass(frozen=True)
class WelcomeChoices:
    """Meetings soonest first; active members by name."""

    meetings: tuple[Meeting, ...]
    members: tuple[Welcomer, ...]


@needs(Permission.WELCOME)
def welcome_choices(actor: Actor, group_id: int) -> WelcomeChoices:
    """The next group sessions and the active members of the actor's group. Five queries.

    Whoever has the welcomer's duty at a session is proposed there, unless they sent word; else whoever last had
    it; else the coordinator's own entry, if they are a member.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        meetings = _ahead(db, group_id)
        ids = [meeting.id or 0 for meeting in meetings]
        members = _active(db, group_id)
        active = {member.id or 0 for member in members}
        on_duty, away = _on_duty(db, group_id, ids), _away(db, ids)
        own = next((member.id for member in members if member.account_id == actor.account_id), None)
        usual = [member_id for member_id in (*_usual(db, group_id), own) if member_id in active]

    def proposed(group_session_id: int) -> int | None:
        first = [member_id for member_id in on_duty.get(group_session_id, ()) if member_id in active]
        return next((one for one in (*first, *usual) if one and (group_session_id, one) not in away), None)

    return WelcomeChoices(
        tuple(Meeting(row.id or 0, row.starts_at, proposed(row.id or 0)) for row in meetings),
        tuple(Welcomer(member.id or 0, member.name) for member in members),
    )


def _ahead(db: Session, group_id: int) -> list[GroupSession]:
    wanted = select(GroupSession).where(
        GroupSession.group_id == group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.ends_at) > clock.now(),
        col(GroupSession.register_finished_at).is_(None),
    )
    return list(db.exec(wanted.order_by(col(GroupSession.starts_at)).limit(AHEAD)))


def _active(db: Session, group_id: int) -> list[Member]:
    wanted = select(Member).where(
        Member.group_id == group_id, Member.state == MemberState.ACTIVE, col(Member.erased_at).is_(None)
    )
    return list(db.exec(wanted.order_by(func.lower(Member.name), col(Member.id))))


def _on_duty(db: Session, group_id: int, ids: list[int]) -> dict[int, list[int]]:
    """Who has the welcomer's duty at each of these group sessions, backups last."""
    held = (
        select(Duty.group_session_id, Duty.member_id)
        .join(GroupRole, col(GroupRole.id) == col(Duty.group_role_id))
        .where(col(Duty.group_session_id).in_(ids), col(Duty.state).in_(_HELD), _welcomes(group_id))
    )
    found: dict[int, list[int]] = {}
    for group_session_id, member_id in db.exec(held.order_by(col(Duty.backup), col(Duty.id))):
        found.setdefault(group_session_id, []).append(member_id)
    return found


def _usual(db: Session, group_id: int) -> list[int]:
    """Who has had the welcomer's duty before, most lately first."""
    last = func.max(GroupSession.starts_at)
    before = (
        select(Duty.member_id)
        .join(GroupRole, col(GroupRole.id) == col(Duty.group_role_id))
        .join(GroupSession, col(GroupSession.id) == col(Duty.group_session_id))
        .where(col(Duty.state).in_(_HELD), _welcomes(group_id), col(GroupSession.starts_at) <= clock.now())
    )
    return list(db.exec(before.group_by(col(Duty.member_id)).order_by(last.desc(), col(Duty.member_id))))


def _away(db: Session, ids: list[int]) -> set[tuple[int, int]]:
    sent_word = select(Mark.group_session_id, Mark.member_id).where(
        col(Mark.group_session_id).in_(ids), Mark.kind == MarkKind.SENT_WORD
    )
    return {(group_session_id, member_id) for group_session_id, member_id in db.exec(sent_word)}


def _welcomes(group_id: int) -> ColumnElement[bool]:
    return (col(GroupRole.group_id) == group_id) & func.lower(GroupRole.name).contains(WELCOMER)
