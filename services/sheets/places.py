"""The places of the next group sessions as a wall shows them: held is what was offered or accepted, no suggestion."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import Duty, DutyState, GroupRole, GroupSession, Member
from services.roles.open_places import is_due, open_places, planned_before

# A duty that is done was accepted before.
_HELD = (DutyState.OFFERED, DutyState.ACCEPTED, DutyState.DONE)


@dataclass(frozen=True)
class Places:
    """One role at one group session: the ids of the members who lead and who stand by, and what is open."""

    leads: tuple[int, ...]
    stand_by: tuple[int, ...]
    open: int
    stand_by_open: bool


@dataclass(frozen=True)
class Wall:
    """What a poster tells. `places` by group session and role; a role that is neither due nor held has none there."""

    roles: tuple[GroupRole, ...]
    places: dict[tuple[int, int], Places]
    members: dict[int, Member]


def wall(db: Session, group_id: int, meetings: Sequence[GroupSession]) -> Wall:
    """The places of consecutive group sessions, roles by name. Three queries, however many there are of each."""
    roles = tuple(db.exec(select(GroupRole).where(GroupRole.group_id == group_id).order_by(GroupRole.name)))
    held = _held(db, [meeting.id or 0 for meeting in meetings])
    before = planned_before(db, meetings[0]) if meetings else 0
    places = {
        at: _places(role, held.get(at, []))
        for number, meeting in enumerate(meetings, before)
        for role in roles
        if (at := (meeting.id or 0, role.id or 0)) in held or is_due(role, number)
    }
    members = {member.id or 0: member for held_there in held.values() for _, member in held_there}
    return Wall(roles, places, members)


def _held(db: Session, ids: list[int]) -> dict[tuple[int, int], list[tuple[Duty, Member]]]:
    wanted = (
        select(Duty, Member)
        .join(Member, col(Member.id) == col(Duty.member_id))
        .where(col(Duty.group_session_id).in_(ids), col(Duty.state).in_(_HELD), col(Member.erased_at).is_(None))
    )
    found: dict[tuple[int, int], list[tuple[Duty, Member]]] = defaultdict(list)
    for duty, member in db.exec(wanted.order_by(col(Duty.id))):
        found[duty.group_session_id, duty.group_role_id].append((duty, member))
    return dict(found)


def _places(role: GroupRole, held: list[tuple[Duty, Member]]) -> Places:
    leads = tuple(duty.member_id for duty, _ in held if not duty.backup)
    stand_by = tuple(duty.member_id for duty, _ in held if duty.backup)
    wants_backup = role.needs_backup and role.archived_at is None
    return Places(leads, stand_by, open_places(role, len(leads)), wants_backup and not stand_by)
