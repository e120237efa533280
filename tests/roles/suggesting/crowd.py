"""A whole invented group in the database, the same for the same seed: all that suggestions go by, in any mixture."""

from dataclasses import dataclass
from datetime import time, timedelta
from random import Random

from models import (
    Duty,
    DutyEvent,
    DutyState,
    Effort,
    GroupRole,
    GroupRoleStrength,
    GroupSession,
    Growth,
    Mark,
    MarkKind,
    Member,
    MemberAway,
    MemberOrigin,
    MemberRole,
    MemberState,
    MemberStrength,
    Posture,
    Strength,
    Wish,
)
from services import clock
from tests import make
from tests.cast import Cast

TOLD = ("Listening", "Baking, and cakes", "A good eye for detail, colour and light " * 2, "Numbers")
DAYS_AGO = (190, 150, 100, 60, 45, 41, 20, 7)


@dataclass(frozen=True)
class Crowd:
    """The rows that were written."""

    roles: list[GroupRole]
    members: list[Member]
    before: list[GroupSession]
    ahead: list[GroupSession]


def crowd(cast: Cast, seed: int, people: int = 9, roles: int = 4, sessions: int = 5) -> Crowd:
    """`sessions` to come, one of them cancelled now and then, and eight that have been."""
    random, group_id = Random(seed), cast.group.id or 0
    told = make.add_all([Strength(group_id=group_id, name=name) for name in TOLD])
    made = Crowd(
        roles=[*make.add_all([_role(random, group_id, number) for number in range(roles)])],
        members=[*make.add_all([_member(random, group_id, number) for number in range(people)])],
        before=[*make.add_all([_meeting(random, cast, -days) for days in DAYS_AGO])],
        ahead=[*make.add_all([_meeting(random, cast, days) for days in _days_ahead(random, sessions)])],
    )
    make.add_all(_said(random, made, [one.id or 0 for one in told]))
    make.add_all(_marks(random, made))
    held = make.add_all([*_past(random, made), *_held(random, made)])
    make.add_all(
        [
            DutyEvent(duty_id=duty.id or 0, state=duty.state, at=clock.now())
            for duty in held
            if duty.state is not DutyState.SUGGESTED
        ]
    )
    return made


def _role(random: Random, group_id: int, number: int) -> GroupRole:
    return GroupRole(
        group_id=group_id,
        name=f"Role {number}",
        effort=random.choice([Effort.LOW, *Effort]),
        posture=random.choice([Posture.SEATED, *Posture]),
        needs_backup=random.random() < 0.5,
        places=random.choice((1, 1, 2)),
        every_nth=random.choice((1, 1, 1, 2)),
        archived_at=clock.now() if random.random() < 0.1 else None,
    )


def _member(random: Random, group_id: int, number: int) -> Member:
    return Member(
        group_id=group_id,
        name=f"Person {number}",
        origin=MemberOrigin.FOUNDER,
        joined_on=clock.today() - timedelta(days=300),
        created_at=clock.now(),
        state=random.choice([MemberState.ACTIVE] * 9 + [MemberState.PAUSED, MemberState.LEFT]),
        seated_only=random.random() < 0.15,
        no_lifting=random.random() < 0.2,
        most_effort=random.choice([*Effort, Effort.HIGH, Effort.HIGH]),
        suggest_roles=random.random() < 0.93,
        duties_per_session=random.choice((0, *[1] * 8, 2, 2, 2)),
        duties_in_six_weeks=random.choice((0, 1, 1, *[2] * 5, 3, 3, 4)),
    )


def _meeting(random: Random, cast: Cast, days: int) -> GroupSession:
    starts_at = clock.at_local(clock.today() + timedelta(days=days), time(14))
    off = random.random() < 0.12
    return GroupSession(
        group_id=cast.group.id or 0,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        venue="Library",
        created_at=clock.now(),
        state="cancelled" if off else "planned",
        cancel_reason="Snow" if off else None,
    )


def _days_ahead(random: Random, sessions: int) -> list[int]:
    days = [random.randint(2, 6)]
    while len(days) < sessions:
        days.append(days[-1] + random.choice((7, 14, 14, 21)))
    return days


def _said(
    random: Random, made: Crowd, told: list[int]
) -> list[MemberRole | MemberStrength | MemberAway | GroupRoleStrength]:
    drawn = [(role.id or 0, strength) for role in made.roles for strength in told if random.random() < 0.3]
    said = [(who.id or 0, strength) for who in made.members for strength in told if random.random() < 0.3]
    pairs = [(who.id or 0, role.id or 0) for who in made.members for role in made.roles if random.random() < 0.5]
    off = [who.id or 0 for who in made.members if random.random() < 0.2]
    first = clock.today() + timedelta(days=random.randint(0, 10))
    return [
        *(GroupRoleStrength(group_role_id=role, strength_id=strength) for role, strength in drawn),
        *(MemberStrength(member_id=who, strength_id=strength) for who, strength in said),
        *(
            MemberRole(
                member_id=who,
                group_role_id=role,
                wish=random.choice([*Wish, Wish.OPEN, Wish.OPEN]),
                growth=random.choice([*Growth]),
            )
            for who, role in pairs
        ),
        *(MemberAway(member_id=who, since=first, until=first + timedelta(days=random.randint(0, 20))) for who in off),
    ]


def _marks(random: Random, made: Crowd) -> list[Mark]:
    been = [
        (meeting, who, random.choice([MarkKind.CAME, MarkKind.LATE, MarkKind.SENT_WORD, MarkKind.DID_NOT_COME]))
        for who in made.members
        for meeting in random.sample(made.before, random.choice((0, 2, 4, 8, 8, 8)))
    ]
    word = [(at, who, MarkKind.SENT_WORD) for at in made.ahead for who in made.members if random.random() < 0.12]
    return [
        Mark(group_session_id=at.id or 0, member_id=who.id or 0, kind=kind, at=clock.now())
        for at, who, kind in (*been, *word)
    ]


def _past(random: Random, made: Crowd) -> list[Duty]:
    states = [DutyState.DONE, DutyState.DONE, DutyState.ACCEPTED, DutyState.HANDED_BACK, DutyState.OFFERED]
    return [
        _duty(meeting, random.choice(made.roles), who, random.choice(states))
        for who in random.sample(made.members, len(made.members) * 2 // 3)
        for meeting in random.sample(made.before, random.choice((1, 1, 2, 4)))
    ]


def _held(random: Random, made: Crowd) -> list[Duty]:
    """What coordinators did before: never more in a place than it holds, but not always by everybody's caps."""
    found = []
    for meeting in made.ahead:
        for role in made.roles:
            someone = [*random.sample(made.members, min(3, len(made.members)))]
            kind = random.random()
            if len(someone) < 3:
                continue
            if kind < 0.15:
                asked = random.choice([DutyState.OFFERED, DutyState.ACCEPTED])
                found.append(_duty(meeting, role, someone[0], asked))
                if role.needs_backup and random.random() < 0.5:
                    found.append(_duty(meeting, role, someone[1], DutyState.ACCEPTED, backup=True))
            elif kind < 0.35:
                locked = random.random() < 0.5
                found.append(_duty(meeting, role, someone[0], DutyState.SUGGESTED, locked=locked, reason="Before."))
            if random.random() < 0.25:
                found.append(_duty(meeting, role, someone[2], DutyState.HANDED_BACK))
    return found


def _duty(meeting: GroupSession, role: GroupRole, who: Member, state: DutyState, **values: object) -> Duty:
    ids = {"group_session_id": meeting.id, "group_role_id": role.id, "member_id": who.id}
    return Duty(**{**ids, "state": state, "created_at": clock.now(), **values})
