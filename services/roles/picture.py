"""All that sharing out goes by: the next group sessions, roles, members, and what is known of each, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models import (
    Duty,
    DutyState,
    GroupRole,
    GroupRoleStrength,
    GroupSession,
    GroupSessionState,
    Growth,
    Member,
    MemberRole,
    MemberState,
    MemberStrength,
    Strength,
    Wish,
)
from services import clock
from services.roles.asking import Situation, situation
from services.roles.open_places import is_due, planned_before
from services.roles.records import Record, records

# A newcomer is left to settle in, unless they ask (R19).
VISITS_FIRST = 2


@dataclass(frozen=True)
class Picture:
    """Rows, attached to the read or transaction that made it.

    `due` says which roles each of `meetings` needs; `strengths` are by member, `draws_on` by role, as ids and names;
    `names` are those of everyone who holds a duty there;
    `taught` are the roles that somebody in the group is ready to lead.
    """

    group_id: int
    today: date
    meetings: Sequence[GroupSession]
    roles: Sequence[GroupRole]
    due: dict[int, frozenset[int]]
    members: Sequence[Member]
    known: Situation
    held: Sequence[Duty]
    names: dict[int, str]
    records: dict[int, Record]
    strengths: dict[int, frozenset[int]]
    draws_on: dict[int, dict[int, str]]
    taught: frozenset[int]

    def record(self, member_id: int) -> Record:
        return self.records.get(member_id, Record())

    def growth(self, member_id: int, role_id: int) -> Growth:
        said = self.known.said.get((member_id, role_id))
        return Growth.NOT_YET if said is None else said.growth

    def would_like(self, member_id: int, role_id: int) -> bool:
        said = self.known.said.get((member_id, role_id))
        return said is not None and said.wish is Wish.WOULD_LIKE

    def ready(self, member_id: int, role_id: int) -> bool:
        said = self.known.said.get((member_id, role_id))
        return said is not None and _is_ready(said)

    def suits(self, member_id: int, role_id: int) -> list[str]:
        """The names of their strengths that the role draws on, in order."""
        drawn = self.draws_on.get(role_id, {})
        return sorted(drawn[one] for one in self.strengths.get(member_id, frozenset()) & drawn.keys())

    def is_new(self, member_id: int, role_id: int) -> bool:
        """Whether they have not come twice yet and did not ask for this role (R19)."""
        return self.record(member_id).visits < VISITS_FIRST and not self.would_like(member_id, role_id)

    def paired(self, group_session_id: int, role_id: int) -> bool:
        """Whether somebody who is ready to lead the role has a place in it there, so that others can learn it."""
        here = (
            duty for duty in self.held if (duty.group_session_id, duty.group_role_id) == (group_session_id, role_id)
        )
        return any(self.ready(duty.member_id, role_id) for duty in here)

    def learns(self, member_id: int, role: GroupRole) -> bool:
        """Whether they would lead this role for the first time where the group says it wants a second person.

        While nobody in the group is ready to lead it, there is nobody to learn from: then everybody may begin.
        """
        role_id = role.id or 0
        if not (role.needs_backup or role.places > 1) or role_id in self.record(member_id).done:
            return False
        return self.growth(member_id, role_id) is Growth.NOT_YET and role_id in self.taught


def picture(db: Session, group_id: int, group_sessions: int, *, renewing: bool = False) -> Picture:
    """The next `group_sessions` planned ones and everybody who may be asked. A dozen queries, whatever the numbers.

    `renewing`: as if the suggestions at these group sessions that nobody locked were not there.
    """
    meetings = next_meetings(db, group_id, group_sessions)
    roles = db.exec(select(GroupRole).where(GroupRole.group_id == group_id).order_by(GroupRole.name)).all()
    named = _held(db, meetings)
    everything = [duty for duty, _ in named]
    ignored = frozenset(duty.id or 0 for duty in everything if renewing and is_renewable(duty))
    held = [duty for duty in everything if duty.id not in ignored]
    members = _active(db, group_id)
    known = situation(db, meetings, None, group_id, without=ignored)
    active = {member.id for member in members}
    return Picture(
        group_id=group_id,
        today=clock.today(),
        meetings=meetings,
        roles=roles,
        due=_due(meetings, roles, held, planned_before(db, meetings[0]) if meetings else 0),
        members=members,
        known=known,
        held=held,
        names={duty.member_id: name for duty, name in named},
        records=records(db, group_id, ignored),
        strengths=_strengths(db, group_id),
        draws_on=_draws_on(db, group_id),
        taught=frozenset(what for (who, what), said in known.said.items() if who in active and _is_ready(said)),
    )


def is_renewable(duty: Duty) -> bool:
    """Whether the next run may put something else in its place: only a suggestion that nobody locked."""
    return duty.state is DutyState.SUGGESTED and not duty.locked


def next_meetings(db: Session, group_id: int, most: int) -> Sequence[GroupSession]:
    """The next planned group sessions, soonest first; one under way among them until its register is finished."""
    planned = select(GroupSession).where(
        GroupSession.group_id == group_id,
        GroupSession.state == GroupSessionState.PLANNED,
        col(GroupSession.ends_at) > clock.now(),
        col(GroupSession.register_finished_at).is_(None),
    )
    return db.exec(planned.order_by(col(GroupSession.starts_at), col(GroupSession.id)).limit(most)).all()


def _due(
    meetings: Sequence[GroupSession], roles: Sequence[GroupRole], held: Sequence[Duty], before: int
) -> dict[int, frozenset[int]]:
    """The roles due at each, and those that somebody holds there all the same."""
    found = {}
    for number, meeting in enumerate(meetings, before):
        there = {duty.group_role_id for duty in held if duty.group_session_id == meeting.id}
        found[meeting.id or 0] = frozenset({role.id or 0 for role in roles if is_due(role, number)} | there)
    return found


def _active(db: Session, group_id: int) -> Sequence[Member]:
    active = select(Member).where(
        Member.group_id == group_id, Member.state == MemberState.ACTIVE, col(Member.erased_at).is_(None)
    )
    return db.exec(active.order_by(Member.name, col(Member.id))).all()


def _held(db: Session, meetings: Sequence[GroupSession]) -> Sequence[tuple[Duty, str]]:
    """Each duty that stands, with its holder's name."""
    live = (
        select(Duty, Member.name)
        .join(Member, col(Member.id) == col(Duty.member_id))
        .where(
            col(Duty.group_session_id).in_([meeting.id for meeting in meetings]), Duty.state != DutyState.HANDED_BACK
        )
    )
    return db.exec(live.order_by(col(Duty.backup), col(Duty.id))).all()


def _strengths(db: Session, group_id: int) -> dict[int, frozenset[int]]:
    said = select(MemberStrength.member_id, MemberStrength.strength_id).join(
        Member, col(Member.id) == col(MemberStrength.member_id)
    )
    found: dict[int, frozenset[int]] = {}
    for who, strength in db.exec(said.where(Member.group_id == group_id)):
        found[who] = found.get(who, frozenset()) | {strength}
    return found


def _draws_on(db: Session, group_id: int) -> dict[int, dict[int, str]]:
    drawn = (
        select(GroupRoleStrength.group_role_id, Strength.id, Strength.name)
        .join(Strength, col(Strength.id) == col(GroupRoleStrength.strength_id))
        .where(Strength.group_id == group_id)
    )
    found: dict[int, dict[int, str]] = {}
    for role, strength, name in db.exec(drawn):
        found.setdefault(role, {})[strength or 0] = name
    return found


def _is_ready(said: MemberRole) -> bool:
    return said.growth is Growth.READY_TO_LEAD and said.wish is not Wish.WOULD_RATHER_NOT
