"""Whole small worlds, written past every service: a clinic, its group, its sessions, people, marks and referrals."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count

from sqlmodel import Session

from models import (
    ATTENDED,
    Base,
    Clinic,
    Consent,
    ConsentHow,
    ConsentKind,
    ConsentWording,
    Graduate,
    GraduateGroup,
    GroupSession,
    GroupSessionState,
    Mark,
    MarkKind,
    Member,
    MemberOrigin,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
    Role,
)
from services import clock
from services.database import engine
from services.engagement.attendance import Outcome
from services.security.actor import Actor
from services.security.sign_in import actor_of
from services.settings import settings
from tests import make

_number = count(1)


@dataclass(frozen=True)
class Someone:
    """One row of the group's. `marks` has one entry for each group session, oldest first; None is no mark.

    `same_as`: the place of another one who is this person too, by the clinic's word. Such a row has no graduate.
    """

    marks: tuple[MarkKind | None, ...]
    graduate: bool = True
    consent: str = "in force"  # or "none", "withdrawn", "expired", "to come"
    sent_days_ago: int | None = None
    accepted_after: int | None = 3
    undone: bool = False
    same_as: int | None = None

    @property
    def counts_for_clinic(self) -> bool:
        return self.graduate and self.consent == "in force"


@dataclass(frozen=True)
class World:
    """Who is in it, and how to look at it."""

    clinic: Actor
    coordinator: Actor
    group: GraduateGroup
    graduates: tuple[Graduate | None, ...]


def build(outcomes: tuple[Outcome, ...], people: tuple[Someone, ...]) -> World:
    """Writes a world: the last of `outcomes` was two weeks ago, each one before it two weeks earlier."""
    number = next(_number)
    clinic = make.clinic(f"Clinic {number}")
    group = make.group(clinic, f"Group {number}")
    sessions = _sessions(group, outcomes)
    graduates = _graduates(clinic, people)
    members = [
        Member(
            group_id=group.id,
            graduate_id=graduate.id if graduate else None,
            name="Someone",
            origin=MemberOrigin.CAME_ALONG,
            joined_on=clock.today(),
            created_at=clock.now(),
        )
        for graduate in graduates
    ]
    _add(members)
    for one, member in zip(people, members, strict=True):
        member.same_as_id = None if one.same_as is None else members[one.same_as].id
    _add(members)
    _add(
        [
            Mark(group_session_id=session.id, member_id=member.id, kind=kind, at=clock.now())
            for one, member in zip(people, members, strict=True)
            for session, kind in zip(sessions, one.marks, strict=True)
            if kind is not None
        ]
    )
    _refer(group, sessions, [*zip(people, graduates, members, strict=True)])
    return World(
        clinic=actor_of(make.account(f"clinic-{number}-world", Role.CLINIC_STAFF, clinic_id=clinic.id)),
        coordinator=actor_of(
            make.account(f"coordinator-{number}-world", Role.COORDINATOR, groups=(group.id or 0,)), (group.id or 0,)
        ),
        group=group,
        graduates=tuple(graduates),
    )


def at_random(seed: int, sessions: int, people: int) -> World:
    """A world of that size, with everything in it that a figure may have to leave out."""
    draw = random.Random(seed)
    outcomes = tuple(draw.choices(list(Outcome), weights=(90, 5, 5), k=sessions))
    kinds = [*MarkKind, None]
    weights = (5, 1, 2, 2, 1, max(2, people / 4))  # however many there are, about as many fill the room
    drawn = [
        Someone(
            marks=tuple(draw.choices(kinds, weights=weights, k=sessions)),
            graduate=draw.random() < 0.9,
            consent=draw.choice(("in force", "in force", "none", "withdrawn", "expired", "to come")),
            sent_days_ago=draw.choice((None, draw.randrange(0, 900), 55, 56, 57)),
            accepted_after=draw.choice((None, 0, 5, 60)),
            undone=draw.random() < 0.1,
        )
        for _ in range(people)
    ]
    twice = people // 10
    again = [replace(one, graduate=False, same_as=who) for who, one in enumerate(drawn[people - twice :])]
    return build(outcomes, (*drawn[: people - twice], *again))


def _add(rows: list[Base]) -> None:
    """Writes all rows at once, with their ids."""
    with Session(engine(settings().database_url).execution_options(writes=True), expire_on_commit=False) as db:
        db.add_all(rows)
        db.commit()


def _sessions(group: GraduateGroup, outcomes: tuple[Outcome, ...]) -> list[GroupSession]:
    made = []
    for ago, outcome in zip(range(len(outcomes), 0, -1), outcomes, strict=True):
        starts_at = clock.at_local(clock.today() - timedelta(days=14 * ago), time(14))
        cancelled = outcome is Outcome.CANCELLED
        made.append(
            GroupSession(
                group_id=group.id,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=2),
                state=GroupSessionState.CANCELLED if cancelled else GroupSessionState.PLANNED,
                cancel_reason="Snow" if cancelled else None,
                register_finished_at=starts_at + timedelta(hours=2) if outcome is Outcome.RECORDED else None,
                created_at=starts_at,
            )
        )
    _add(made)
    return made


def _graduates(clinic: Clinic, people: tuple[Someone, ...]) -> list[Graduate | None]:
    made = [
        Graduate(clinic_id=clinic.id, preferred_name="Someone", created_at=clock.now()) if one.graduate else None
        for one in people
    ]
    _add([graduate for graduate in made if graduate])
    wordings = make.rows(ConsentWording, kind=ConsentKind.FEEDBACK)
    wording = wordings or [
        make.add(ConsentWording(kind=ConsentKind.FEEDBACK, number=1, text="Yes.", created_at=clock.now()))
    ]
    given = [
        _consent(one, graduate, wording[0])
        for one, graduate in zip(people, made, strict=True)
        if graduate and one.consent != "none"
    ]
    # Consent to share says nothing about feedback: everybody gave it.
    share = [
        Consent(
            graduate_id=graduate.id,
            kind=ConsentKind.SHARE,
            wording_id=wording[0].id,
            how=ConsentHow.PHONE,
            given_on=date(2020, 1, 1),
            recorded_at=clock.now(),
        )
        for graduate in made
        if graduate
    ]
    _add([*given, *share])
    return made


def _consent(one: Someone, graduate: Graduate, wording: ConsentWording) -> Consent:
    today = clock.today()
    withdrawn = one.consent == "withdrawn"
    return Consent(
        graduate_id=graduate.id,
        kind=ConsentKind.FEEDBACK,
        wording_id=wording.id,
        how=ConsentHow.PHONE,
        given_on=today + timedelta(days=1) if one.consent == "to come" else date(2020, 1, 1),
        expires_on=today - timedelta(days=1) if one.consent == "expired" else None,
        recorded_at=clock.now(),
        withdrawn_on=today if withdrawn else None,
        withdrawn_at=clock.now() if withdrawn else None,
    )


def _refer(
    group: GraduateGroup, sessions: list[GroupSession], people: list[tuple[Someone, Graduate | None, Member]]
) -> None:
    events: list[tuple[Referral, ReferralStep, datetime]] = []
    for one, graduate, member in people:
        if graduate is None or one.sent_days_ago is None:
            continue
        sent_at = clock.now() - timedelta(days=one.sent_days_ago)
        accepted = one.accepted_after is not None and one.accepted_after <= one.sent_days_ago
        referral = Referral(
            graduate_id=graduate.id,
            group_id=group.id,
            state=ReferralState.ACCEPTED if accepted else ReferralState.SENT,
            preferred_name="Someone",
            referrer_name="Dr Clinic",
            suitable=True,
            created_at=sent_at,
            sent_at=sent_at,
            member_id=member.id if accepted else None,
        )
        events += [(referral, ReferralStep.DRAFTED, sent_at), (referral, ReferralStep.SENT, sent_at)]
        if accepted:
            events.append((referral, ReferralStep.ACCEPTED, sent_at + timedelta(days=one.accepted_after or 0)))
            events += [(referral, step, clock.now()) for step in _visits(one, sessions, sent_at)]
    _add([referral for referral, step, _ in events if step is ReferralStep.SENT])
    _add([ReferralEvent(referral_id=referral.id, step=step, at=at) for referral, step, at in events])


def _visits(one: Someone, sessions: list[GroupSession], sent_at: datetime) -> list[ReferralStep]:
    since = clock.local(sent_at).date()
    came = [
        session
        for session, kind in zip(sessions, one.marks, strict=True)
        if kind in ATTENDED and clock.local(session.starts_at).date() >= since
    ]
    steps = [ReferralStep.FIRST_VISIT] if came else []
    if len(came) >= 3:
        steps.append(ReferralStep.SETTLED)
    if one.undone and came:
        steps += [ReferralStep.SETTLED_UNDONE, ReferralStep.FIRST_VISIT_UNDONE][-len(steps) :]
    return steps
