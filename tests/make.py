"""Factories: defaults make a valid record, a test states only what it is about. Each writes and returns a row."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from sqlmodel import Session, select

from models import (
    Account,
    AccountGroup,
    Base,
    Clinic,
    Completion,
    Consent,
    ConsentHow,
    ConsentKind,
    ConsentWording,
    Duty,
    DutyEvent,
    DutyState,
    Effort,
    Graduate,
    GraduateGroup,
    GroupRole,
    GroupSession,
    Mark,
    MarkKind,
    Member,
    MemberOrigin,
    MemberRole,
    Posture,
    Programme,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
    Role,
    Series,
    Skill,
    Wish,
)
from services import clock
from services.database import engine
from services.settings import settings

Row = TypeVar("Row", bound=Base)


def add(row: Row) -> Row:
    """Writes a row past every service and returns it, loaded and detached."""
    with Session(engine(settings().database_url).execution_options(writes=True), expire_on_commit=False) as db:
        db.add(row)
        db.commit()
        db.refresh(row)
    return row


def add_all(many: Sequence[Row]) -> Sequence[Row]:
    """The same for many rows, in one transaction."""
    with Session(engine(settings().database_url).execution_options(writes=True), expire_on_commit=False) as db:
        db.add_all(many)
        db.commit()
    return many


def rows(table: type[Row], **where: object) -> list[Row]:
    """Every row of a table that matches, in order of its first key."""
    with Session(engine(settings().database_url), expire_on_commit=False) as db:
        found = db.exec(select(table).filter_by(**where))
        return sorted(found, key=lambda row: getattr(row, "id", 0) or 0)


def clinic(name: str = "Riverside Community Pain Service", **values: Any) -> Clinic:
    return add(Clinic(**{"name": name, "reply_to": "team@riverside.example", "created_at": clock.now(), **values}))


def group(clinic: Clinic, name: str = "Riverside Graduate Group", **values: Any) -> GraduateGroup:
    return add(
        GraduateGroup(
            **{
                "clinic_id": clinic.id,
                "name": name,
                "venue": "Riverside Library, ground floor",
                "created_at": clock.now(),
                **values,
            }
        )
    )


def account(username: str, role: Role, *, groups: tuple[int, ...] = (), **values: Any) -> Account:
    made = add(
        Account(
            **{
                "username": username,
                "display_name": username.title(),
                "password_hash": "not a hash",
                "must_change_password": False,
                "role": role,
                "created_at": clock.now(),
                **values,
            }
        )
    )
    for group_id in groups:
        add(AccountGroup(account_id=made.id or 0, group_id=group_id))
    return made


def programme(clinic_id: int, name: str = "Spring programme", **values: Any) -> Programme:
    ends = values.pop("ends_on", clock.today() - timedelta(days=60))
    return add(
        Programme(
            **{
                "clinic_id": clinic_id,
                "name": name,
                "starts_on": ends - timedelta(days=70),
                "ends_on": ends,
                "created_at": clock.now(),
                **values,
            }
        )
    )


def graduate(programme: Programme, name: str = "Amina", **values: Any) -> Graduate:
    """Someone who completed `programme` on its last day. Has no consent yet."""
    made = add(
        Graduate(
            **{
                "clinic_id": programme.clinic_id,
                "preferred_name": name,
                "phone": "07700 900123",
                "created_at": clock.now(),
                **values,
            }
        )
    )
    add(
        Completion(
            graduate_id=made.id or 0,
            programme_id=programme.id or 0,
            completed_on=programme.ends_on,
            recorded_at=clock.now(),
        )
    )
    return made


def consent(graduate: Graduate, kind: ConsentKind, given_on: date | None = None, **values: Any) -> Consent:
    wordings = rows(ConsentWording, kind=kind)
    wording = (
        wordings[-1]
        if wordings
        else add(ConsentWording(kind=kind, number=1, text=f"I agree ({kind}).", created_at=clock.now()))
    )
    return add(
        Consent(
            **{
                "graduate_id": graduate.id,
                "kind": kind,
                "wording_id": wording.id,
                "how": ConsentHow.IN_PERSON,
                "given_on": given_on or clock.today() - timedelta(days=30),
                "recorded_at": clock.now() - timedelta(days=30),
                **values,
            }
        )
    )


_STEPS_TO = {
    ReferralState.DRAFT: (ReferralStep.DRAFTED,),
    ReferralState.SENT: (ReferralStep.DRAFTED, ReferralStep.SENT),
    ReferralState.ACCEPTED: (ReferralStep.DRAFTED, ReferralStep.SENT, ReferralStep.ACCEPTED),
    ReferralState.CONTACTED: (
        ReferralStep.DRAFTED,
        ReferralStep.SENT,
        ReferralStep.ACCEPTED,
        ReferralStep.CONTACTED,
    ),
}


def referral(
    graduate: Graduate, group: GraduateGroup, state: ReferralState = ReferralState.SENT, **values: Any
) -> Referral:
    """A referral up to `state` with its events, and from accepted on its member."""
    sent_at: datetime | None = values.pop("sent_at", clock.now() - timedelta(days=2))
    member_id = None
    if state in {ReferralState.ACCEPTED, ReferralState.CONTACTED}:
        member_id = member(group, graduate.preferred_name, graduate_id=graduate.id, origin=MemberOrigin.REFERRAL).id
    made = add(
        Referral(
            **{
                "graduate_id": graduate.id,
                "group_id": group.id,
                "state": state,
                "preferred_name": graduate.preferred_name,
                "phone": graduate.phone,
                "referrer_name": "Dr Clinic",
                "suitable": state is not ReferralState.DRAFT,
                "created_at": sent_at or clock.now(),
                "sent_at": None if state is ReferralState.DRAFT else sent_at,
                "member_id": member_id,
                **values,
            }
        )
    )
    for step in _STEPS_TO[state]:
        add(ReferralEvent(referral_id=made.id or 0, step=step, at=sent_at or clock.now()))
    return made


def member(group: GraduateGroup, name: str = "Bernard", **values: Any) -> Member:
    return add(
        Member(
            **{
                "group_id": group.id,
                "name": name,
                "origin": MemberOrigin.FOUNDER,
                "joined_on": clock.today() - timedelta(days=90),
                "created_at": clock.now(),
                **values,
            }
        )
    )


def begun() -> datetime:
    """Half an hour ago, and soon after midnight the start of the day: begun, and today, whatever the clock says."""
    half_an_hour_ago = clock.now().replace(second=0, microsecond=0) - timedelta(minutes=30)
    return max(half_an_hour_ago, clock.at_local(clock.today(), time()))


def this_time(days_ago: int) -> datetime:
    """What the clock on the wall says now, that many days ago: clock changes between do not make it another day."""
    return clock.at_local(clock.today() - timedelta(days=days_ago), clock.local(clock.now()).time())


def group_session(group: GraduateGroup, starts_at: datetime | None = None, **values: Any) -> GroupSession:
    """One meeting of two hours; by default it is under way and began today."""
    starts_at = starts_at or begun()
    return add(
        GroupSession(
            **{
                "group_id": group.id,
                "starts_at": starts_at,
                "ends_at": starts_at + timedelta(hours=2),
                "venue": group.venue,
                "created_at": clock.now(),
                **values,
            }
        )
    )


def group_role(group: GraduateGroup, name: str = "Welcomer", **values: Any) -> GroupRole:
    return add(
        GroupRole(**{"group_id": group.id, "name": name, "effort": Effort.LOW, "posture": Posture.SEATED, **values})
    )


def mark(group_session: GroupSession, member: Member, kind: MarkKind = MarkKind.CAME, **values: Any) -> Mark:
    ids = {"group_session_id": group_session.id, "member_id": member.id}
    return add(Mark(**{**ids, "kind": kind, "at": clock.now(), **values}))


def skill(group: GraduateGroup, name: str = "Pacing", **values: Any) -> Skill:
    return add(Skill(**{"group_id": group.id, "name": name, **values}))


def wish(member: Member, role: GroupRole, wish: Wish) -> MemberRole:
    return add(MemberRole(member_id=member.id or 0, group_role_id=role.id or 0, wish=wish))


def duty(
    group_session: GroupSession, role: GroupRole, member: Member, state: DutyState = DutyState.OFFERED, **values: Any
) -> Duty:
    """A duty as it stands, with the event that brought it there; a suggestion has none."""
    ids = {"group_session_id": group_session.id, "group_role_id": role.id, "member_id": member.id}
    made = add(Duty(**{**ids, "state": state, "created_at": clock.now(), **values}))
    if made.state != DutyState.SUGGESTED:
        add(DutyEvent(duty_id=made.id or 0, state=made.state, at=made.created_at))
    return made


def series(group: GraduateGroup, **values: Any) -> Series:
    """A fortnightly series on today's weekday at 2pm; makes no group sessions by itself."""
    usual = {"starts_on": clock.today(), "local_time": time(14), "venue": group.venue}
    return add(Series(**{"group_id": group.id, "created_at": clock.now(), **usual, **values}))
