"""What else befalls the people of a world: contacts, endings, programmes, leaving, and duties. Past every service."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from models import (
    Completion,
    Duty,
    DutyState,
    Effort,
    GroupRole,
    GroupSession,
    LeavingReason,
    Member,
    MemberEvent,
    MemberStep,
    Posture,
    Programme,
    Referral,
    ReferralEvent,
    ReferralStep,
)
from services import clock
from services.engagement.attendance import Outcome
from tests import make
from tests.engagement import world as world_of
from tests.engagement.world import Someone, World, build

ENDINGS = (ReferralStep.DECLINED, ReferralStep.WITHDRAWN, ReferralStep.COULD_NOT_REACH, ReferralStep.LEFT)


@dataclass(frozen=True)
class More:
    """What befell one person, in days after sending or before today. `duties`: (group session, state, backup)."""

    programmes: tuple[int, ...] = ()
    contacted_after: int | None = None
    ended_after: int | None = None
    ended_as: ReferralStep = ReferralStep.COULD_NOT_REACH
    left_days_ago: int | None = None
    why: LeavingReason = LeavingReason.UNKNOWN
    came_back: bool = False
    duties: tuple[tuple[int, DutyState, bool], ...] = ()


def befall(world: World, more: tuple[More, ...]) -> World:
    """Writes what befell each person of a world, in their order. Programmes are a quarter of a year apart."""
    people = [*zip(more, make.rows(Member, group_id=world.group.id), strict=True)]
    programmes = _programmes(world)
    make.add_all([row for one, member in people for row in _completions(one, member, programmes)])
    sent = {row.graduate_id: row for row in make.rows(Referral, group_id=world.group.id)}
    make.add_all([row for one, member in people for row in _steps(one, sent.get(member.graduate_id or 0))])
    make.add_all([row for one, member in people for row in _leavings(one, member)])
    _serve(world, people)
    return world


def at_random(seed: int, people: tuple[Someone, ...], sessions: int) -> tuple[More, ...]:
    """As much for so many people."""
    draw = random.Random(seed)
    return tuple(drawn(draw, sessions) for _ in people)


def drawn(draw: random.Random, sessions: int) -> More:
    return More(
        programmes=tuple(draw.sample(range(6), k=draw.choice((0, 1, 1, 2)))),
        contacted_after=draw.choice((None, 0, 2, 6, 20, 55, 56, 57, 90)),
        ended_after=draw.choice((None, None, 1, 30)),
        ended_as=draw.choice(ENDINGS),
        left_days_ago=draw.choice((None, None, 1, 200, 500)),
        why=draw.choice(list(LeavingReason)),
        came_back=draw.random() < 0.2,
        duties=tuple(
            (at, draw.choice(list(DutyState)), draw.random() < 0.2) for at in range(sessions) if draw.random() < 0.3
        ),
    )


def many(seed: int, sessions: int, people: int) -> World:
    """A world of that size with everything in it."""
    world = world_of.at_random(seed, sessions, people)
    return befall(world, at_random(seed, (Someone(()),) * people, sessions))


def together(outcomes: tuple[Outcome, ...], people: list[tuple[Someone, More]]) -> World:
    """A world of people with what befell each."""
    return befall(build(outcomes, tuple(one for one, _ in people)), tuple(more for _, more in people))


def _programmes(world: World) -> list[Programme]:
    made = [
        Programme(
            clinic_id=world.clinic.clinic_id,
            name=f"Programme {number}",
            starts_on=date(2024, 1, 1),
            ends_on=clock.today() - timedelta(days=40 + 90 * number),
            created_at=clock.now(),
        )
        for number in range(6)
    ]
    make.add_all(made)
    return [row for row in make.rows(Programme, clinic_id=world.clinic.clinic_id) if row.name.startswith("Programme ")]


def _completions(one: More, member: Member, programmes: list[Programme]) -> list[Completion]:
    if member.graduate_id is None:
        return []
    return [
        Completion(
            graduate_id=member.graduate_id,
            programme_id=programmes[number].id,
            completed_on=programmes[number].ends_on,
            recorded_at=clock.now(),
        )
        for number in one.programmes
    ]


def _steps(one: More, referral: Referral | None) -> list[ReferralEvent]:
    if referral is None or referral.sent_at is None:
        return []
    events = []
    if one.contacted_after is not None:
        at = referral.sent_at + timedelta(days=one.contacted_after)
        events.append(ReferralEvent(referral_id=referral.id, step=ReferralStep.CONTACTED, at=at))
    if one.ended_after is not None:
        at = referral.sent_at + timedelta(days=one.ended_after)
        events.append(ReferralEvent(referral_id=referral.id, step=one.ended_as, at=at, reason="unknown"))
    return [event for event in events if event.at <= clock.now()]


def _leavings(one: More, member: Member) -> list[MemberEvent]:
    if one.left_days_ago is None:
        return []
    at = clock.now() - timedelta(days=one.left_days_ago)
    left = MemberEvent(member_id=member.id, step=MemberStep.LEFT, at=at, reason=one.why)
    back = MemberEvent(member_id=member.id, step=MemberStep.CAME_BACK, at=at + timedelta(hours=1))
    return [left, back] if one.came_back else [left]


def _serve(world: World, people: list[tuple[More, Member]]) -> None:
    role = make.add(GroupRole(group_id=world.group.id, name="Tea", effort=Effort.LOW, posture=Posture.SEATED))
    sessions = sorted(make.rows(GroupSession, group_id=world.group.id), key=lambda row: row.starts_at)
    make.add_all(
        [
            Duty(
                group_session_id=sessions[at].id,
                group_role_id=role.id,
                member_id=member.id,
                backup=backup,
                state=state,
                created_at=clock.now(),
            )
            for one, member in people
            for at, state, backup in one.duties
        ]
    )
