"""A small group with sessions ahead, for tests of single rules about suggestions."""

from dataclasses import dataclass, field
from datetime import timedelta

from models import Duty, DutyEvent, DutyState, GroupRole, GroupSession, Growth, MarkKind, Member, MemberRole, Wish
from services import clock
from services.roles.rota import RotaRole, rota
from services.roles.suggesting.runs import Suggested, suggest
from tests import make
from tests.cast import Cast


@dataclass
class Stage:
    """Everybody has come often enough to be suggested."""

    cast: Cast
    meetings: list[GroupSession]
    role: GroupRole
    people: list[Member] = field(default_factory=list)

    def person(self, name: str, *, visits: int = 2, **values: object) -> Member:
        made = make.member(self.cast.group, name, **values)
        for days in range(visits):
            been = make.group_session(self.cast.group, clock.now() - timedelta(days=300 + days))
            make.mark(been, made, MarkKind.CAME)
        self.people.append(made)
        return made

    def says(self, member: Member, role: GroupRole, *, wish: Wish = Wish.OPEN, growth: Growth = Growth.NOT_YET) -> None:
        make.add(MemberRole(member_id=member.id or 0, group_role_id=role.id or 0, wish=wish, growth=growth))

    def suggest(self, sessions: int = 3) -> Suggested:
        return suggest(self.cast.coordinator, self.cast.group.id or 0, sessions)

    def shown(self, number: int = 0, role: int = 0) -> RotaRole:
        return rota(self.cast.coordinator, self.cast.group.id or 0, len(self.meetings))[number].roles[role]


def stage(cast: Cast, *names: str, days: tuple[int, ...] = (7,), **role: object) -> Stage:
    """One role, "Welcomer" unless told, at sessions so many days from now, and people by name."""
    meetings = [make.group_session(cast.group, clock.now() + timedelta(days=day)) for day in days]
    made = Stage(cast, meetings, make.group_role(cast.group, **role))
    for name in names:
        made.person(name)
    return made


def suggestions() -> list[Duty]:
    return make.rows(Duty, state=DutyState.SUGGESTED)


def state(duty_id: int) -> DutyState:
    return make.rows(Duty, id=duty_id)[0].state


def steps(duty_id: int) -> list[DutyState]:
    return [event.state for event in make.rows(DutyEvent, duty_id=duty_id)]


def who_has(duty: Duty) -> tuple[int, int, bool]:
    return duty.group_session_id, duty.member_id, duty.backup
