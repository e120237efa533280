"""The rota: the next few group sessions, their roles, who has them and who could be asked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import (
    Duty,
    DutyState,
    GroupRole,
    GroupSession,
    GroupSessionState,
    Member,
    MemberState,
)
from services import access, clock
from services.database import reading
from services.roles.asking import Situation, situation, why_not, would_like
from services.roles.open_places import is_due, open_places, planned_before
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Holder:
    """One member's duty. `cannot_come`: they have sent word since, so the place wants handing back."""

    duty_id: int
    member_id: int
    name: str
    state: DutyState
    backup: bool
    cannot_come: bool


@dataclass(frozen=True)
class Candidate:
    """A member who may be asked for a place. `would_like`: they said they would like this role."""

    member_id: int
    name: str
    would_like: bool


@dataclass(frozen=True)
class RotaRole:
    """One role at one group session. `candidates` are those who would like it first, then by name."""

    group_role_id: int
    name: str
    description: str
    holders: tuple[Holder, ...]
    open_places: int
    backup_missing: bool
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class RotaSession:
    """One group session of the rota."""

    group_session_id: int
    starts_at: datetime
    ends_at: datetime
    venue: str
    roles: tuple[RotaRole, ...]

    @property
    def open_places(self) -> int:
        return sum(role.open_places for role in self.roles)


Live = tuple[Duty, str]  # a duty and its holder's name


@needs(Permission.SHARE_ROLES)
def rota(actor: Actor, group_id: int, group_sessions: int = 3) -> tuple[RotaSession, ...]:
    """The next planned group sessions with every role that is due or held, soonest first.

    Ten queries, however many group sessions, roles and members.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        meetings = _next(db, group_id, group_sessions)
        ids = [meeting.id or 0 for meeting in meetings]
        roles = db.exec(select(GroupRole).where(GroupRole.group_id == group_id).order_by(GroupRole.name)).all()
        members = _active(db, group_id)
        held = _held(db, ids)
        known = situation(db, meetings, None, group_id)
        before = planned_before(db, meetings[0]) if meetings else 0
        return tuple(
            _session(meeting, before + place, roles, members, held, known) for place, meeting in enumerate(meetings)
        )


def _next(db: Session, group_id: int, most: int) -> Sequence[GroupSession]:
    planned = select(GroupSession).where(
        GroupSession.group_id == group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.ends_at) > clock.now(),
    )
    return db.exec(planned.order_by(col(GroupSession.starts_at)).limit(most)).all()


def _active(db: Session, group_id: int) -> Sequence[Member]:
    active = select(Member).where(
        Member.group_id == group_id, Member.state == MemberState.ACTIVE, col(Member.erased_at).is_(None)
    )
    return db.exec(active.order_by(Member.name, col(Member.id))).all()


def _held(db: Session, ids: list[int]) -> dict[tuple[int, int], list[Live]]:
    live = (
        select(Duty, Member.name)
        .join(Member, col(Member.id) == col(Duty.member_id))
        .where(col(Duty.group_session_id).in_(ids), Duty.state != DutyState.HANDED_BACK)
    )
    found: dict[tuple[int, int], list[Live]] = defaultdict(list)
    for duty, name in db.exec(live.order_by(col(Duty.backup), col(Duty.id))):
        found[duty.group_session_id, duty.group_role_id].append((duty, name))
    return found


def _session(
    meeting: GroupSession,
    number: int,
    roles: Sequence[GroupRole],
    members: Sequence[Member],
    held: dict[tuple[int, int], list[Live]],
    known: Situation,
) -> RotaSession:
    shown = (
        _role(meeting, role, held.get((meeting.id or 0, role.id or 0), []), members, known)
        for role in roles
        if is_due(role, number) or (meeting.id, role.id) in held
    )
    return RotaSession(meeting.id or 0, meeting.starts_at, meeting.ends_at, meeting.venue, tuple(shown))


def _role(
    meeting: GroupSession, role: GroupRole, live: list[Live], members: Sequence[Member], known: Situation
) -> RotaRole:
    holders = tuple(
        Holder(
            duty_id=duty.id or 0,
            member_id=duty.member_id,
            name=name,
            state=duty.state,
            backup=duty.backup,
            cannot_come=(duty.group_session_id, duty.member_id) in known.sent_word,
        )
        for duty, name in live
    )
    leading = sum(not holder.backup for holder in holders)
    return RotaRole(
        group_role_id=role.id or 0,
        name=role.name,
        description=role.description,
        holders=holders,
        open_places=open_places(role, leading),
        backup_missing=role.needs_backup and not role.archived_at and leading == len(holders),
        candidates=_candidates(meeting, role, members, known),
    )


def _candidates(
    meeting: GroupSession, role: GroupRole, members: Sequence[Member], known: Situation
) -> tuple[Candidate, ...]:
    asked = (member for member in members if why_not(known, meeting, role, member) is None)
    found = [Candidate(member.id or 0, member.name, would_like(known, role, member)) for member in asked]
    return tuple(sorted(found, key=lambda one: not one.would_like))
