"""The rota: the next few group sessions, their roles, who has them and who could be asked."""

from dataclasses import dataclass
from datetime import datetime

from models import Duty, DutyState, GroupRole, GroupSession
from services import access, clock
from services.database import reading
from services.roles.candidates import Candidate, candidates
from services.roles.gaps import NobodyFits, gap
from services.roles.open_places import open_places
from services.roles.picture import Picture, picture
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Holder:
    """One member's duty. `cannot_come`: they are away or no longer coming, so the place wants handing back.

    `reason` and `locked` are those of a suggestion.
    """

    duty_id: int
    member_id: int
    name: str
    state: DutyState
    backup: bool
    cannot_come: bool
    reason: str
    locked: bool


@dataclass(frozen=True)
class RotaRole:
    """One role at one group session.

    `candidates` are for the next open place, a leader's before a backup's, the one to ask first before others.
    `nobody_fits` says why when none of them could be suggested.
    """

    group_role_id: int
    name: str
    description: str
    holders: tuple[Holder, ...]
    open_places: int
    backup_missing: bool
    candidates: tuple[Candidate, ...]
    nobody_fits: NobodyFits | None

    @property
    def stands_by(self) -> Holder | None:
        """Who could step in where nobody leads."""
        return next(
            (one for one in self.holders if one.backup and one.state is DutyState.ACCEPTED and not one.cannot_come),
            None,
        )


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

    @property
    def suggested(self) -> tuple[int, ...]:
        """The duties that are suggestions so far."""
        held = (holder for role in self.roles for holder in role.holders)
        return tuple(holder.duty_id for holder in held if holder.state is DutyState.SUGGESTED)


@needs(Permission.SHARE_ROLES)
def rota(actor: Actor, group_id: int, group_sessions: int = 3) -> tuple[RotaSession, ...]:
    """The next planned group sessions with every role that is due or held, soonest first.

    A dozen queries and a half, however many group sessions, roles and members.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        known = picture(db, group_id, group_sessions)
        return tuple(_session(known, meeting) for meeting in known.meetings)


def _session(known: Picture, meeting: GroupSession) -> RotaSession:
    due = known.due[meeting.id or 0]
    shown = tuple(_role(known, meeting, role) for role in known.roles if role.id in due)
    return RotaSession(meeting.id or 0, meeting.starts_at, meeting.ends_at, meeting.venue, shown)


def _role(known: Picture, meeting: GroupSession, role: GroupRole) -> RotaRole:
    here = [d for d in known.held if (d.group_session_id, d.group_role_id) == (meeting.id, role.id)]
    leading = sum(not duty.backup for duty in here)
    open_now = open_places(role, leading)
    backup_missing = role.needs_backup and not role.archived_at and leading == len(here)
    wanted = open_now > 0 or backup_missing
    backup = open_now == 0
    return RotaRole(
        group_role_id=role.id or 0,
        name=role.name,
        description=role.description,
        holders=tuple(_holder(known, meeting, duty) for duty in here),
        open_places=open_now,
        backup_missing=backup_missing,
        candidates=candidates(known, meeting, role, backup=backup) if wanted else (),
        nobody_fits=gap(known, meeting, role, backup=backup) if wanted else None,
    )


def _holder(known: Picture, meeting: GroupSession, duty: Duty) -> Holder:
    who, day = duty.member_id, clock.local(meeting.starts_at).date()
    away = any(one.since <= day <= one.until for one in known.known.away.get(who, ()))
    gone = all(member.id != who for member in known.members)
    return Holder(
        duty_id=duty.id or 0,
        member_id=who,
        name=known.names[who],
        state=duty.state,
        backup=duty.backup,
        cannot_come=(meeting.id, who) in known.known.sent_word or away or gone,
        reason=duty.reason if duty.state is DutyState.SUGGESTED else "",
        locked=duty.locked,
    )
