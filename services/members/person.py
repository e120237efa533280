"""One member, as the coordinators of their group know them. Opening one is a look that is recorded (R31)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, literal, or_
from sqlmodel import Session, col, select

from models import (
    Account,
    ConsentKind,
    ContactHow,
    Effort,
    GroupRole,
    Growth,
    LeavingReason,
    Member,
    MemberEvent,
    MemberNote,
    MemberRole,
    MemberStep,
    MemberStrength,
    Strength,
    Wish,
)
from models.member import Confirmation, MemberOrigin, MemberState
from services import access, audit
from services.clinic.consents import in_force
from services.database import reading
from services.members.away import Away, days_away
from services.members.being_in_touch import Touch, touches
from services.members.quiet import Quiet, quiet_among, usual_rhythm
from services.members.strip import StripView, strip_of
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

STRIP = 12


@dataclass(frozen=True)
class StrengthView:
    id: int
    name: str
    own_words: str


@dataclass(frozen=True)
class RoleView:
    """What the member says about one role of the group (R22)."""

    id: int
    name: str
    wish: Wish
    growth: Growth


@dataclass(frozen=True)
class NoteView:
    text: str
    at: datetime
    by: str


@dataclass(frozen=True)
class StepView:
    step: MemberStep
    at: datetime
    reason: LeavingReason | None


@dataclass(frozen=True)
class ConsentsInForce:
    """Whether each stands today: of the clinic's records the group sees no more than this."""

    share: bool
    feedback: bool


@dataclass(frozen=True)
class Person:
    """Everything the group knows of one member. `strip` is oldest first; notes and steps newest first.

    `also` names other members who are this same person, by the clinic's word. `rhythm` is their usual one, every
    so many held sessions; None before two visits. `consents` is None for somebody whom the clinic does not know.
    """

    id: int
    version: int
    group_id: int
    name: str
    origin: MemberOrigin
    state: MemberState
    confirmation: Confirmation
    joined_on: date
    phone: str
    email: str
    contact_how: ContactHow
    contact_when: str
    best_hopes: str
    adjustments: str
    without_adjustments: str
    comes_with: str
    transport: str
    off_sheets: bool
    suggest_quiet: bool
    seated_only: bool
    no_lifting: bool
    most_effort: Effort
    suggest_roles: bool
    duties_per_session: int
    duties_in_six_weeks: int
    also: tuple[str, ...]
    strengths: tuple[StrengthView, ...]
    other_strengths: tuple[StrengthView, ...]
    roles: tuple[RoleView, ...]
    strip: tuple[StripView, ...]
    rhythm: int | None
    quiet: Quiet | None
    touches: tuple[Touch, ...]
    away: tuple[Away, ...]
    consents: ConsentsInForce | None
    notes: tuple[NoteView, ...]
    steps: tuple[StepView, ...]


_COLUMNS = tuple(name for name in Person.__dataclass_fields__ if name in Member.model_fields)


@needs(Permission.KEEP_MEMBERS)
def person(actor: Actor, member_id: int) -> Person:
    """One member of the actor's group. The look is recorded.

    Raises:
        NotFound: no such member, or not of the actor's group.
    """
    with reading() as db:
        member = access.member(db, actor, member_id)
        group_id = member.group_id
        said, offered = _strengths(db, member)
        steps = _steps(db, member_id)
        strip = strip_of(db, member, _left_at(member, steps))
        view = Person(
            **{name: getattr(member, name) for name in _COLUMNS},
            also=_also(db, member),
            strengths=said,
            other_strengths=offered,
            roles=_roles(db, member),
            strip=strip[-STRIP:],
            rhythm=usual_rhythm([one.kind for one in strip]),
            quiet=next(iter(quiet_among(db, [member_id])), None),
            touches=touches(db, member_id),
            away=days_away(db, member_id),
            consents=_consents(db, member),
            notes=_notes(db, member_id),
            steps=steps,
        )
    audit.looked(actor, "member", [member_id], group_id=group_id)
    return view


def _consents(db: Session, member: Member) -> ConsentsInForce | None:
    if member.graduate_id is None:
        return None
    kinds = (ConsentKind.SHARE, ConsentKind.FEEDBACK)
    share, feedback = (in_force(kind, literal(member.graduate_id)) for kind in kinds)
    stand = db.exec(select(share, feedback)).one()
    return ConsentsInForce(*map(bool, stand))


def _also(db: Session, member: Member) -> tuple[str, ...]:
    same = or_(col(Member.id) == member.same_as_id, col(Member.same_as_id) == member.id)
    return tuple(db.exec(select(Member.name).where(same, col(Member.erased_at).is_(None)).order_by(col(Member.id))))


def _strengths(db: Session, member: Member) -> tuple[tuple[StrengthView, ...], tuple[StrengthView, ...]]:
    """What they said, and what else the group's list holds."""
    found = db.exec(
        select(Strength.id, Strength.name, Strength.archived_at, MemberStrength.own_words)
        .outerjoin(
            MemberStrength,
            and_(col(MemberStrength.strength_id) == col(Strength.id), col(MemberStrength.member_id) == member.id),
        )
        .where(Strength.group_id == member.group_id)
        .order_by(Strength.name)
    ).all()
    said = tuple(StrengthView(id_ or 0, name, words) for id_, name, _, words in found if words is not None)
    other = tuple(StrengthView(id_ or 0, name, "") for id_, name, gone, words in found if words is None and not gone)
    return said, other


def _roles(db: Session, member: Member) -> tuple[RoleView, ...]:
    found = db.exec(
        select(GroupRole.id, GroupRole.name, MemberRole.wish, MemberRole.growth)
        .outerjoin(
            MemberRole,
            and_(col(MemberRole.group_role_id) == col(GroupRole.id), col(MemberRole.member_id) == member.id),
        )
        .where(GroupRole.group_id == member.group_id, col(GroupRole.archived_at).is_(None))
        .order_by(GroupRole.name)
    )
    return tuple(
        RoleView(id_ or 0, name, Wish(wish or Wish.OPEN), Growth(growth or Growth.NOT_YET))
        for id_, name, wish, growth in found
    )


def _left_at(member: Member, steps: tuple[StepView, ...]) -> datetime | None:
    if member.state is not MemberState.LEFT:
        return None
    return next((step.at for step in steps if step.step is MemberStep.LEFT), None)


def _notes(db: Session, member_id: int) -> tuple[NoteView, ...]:
    found = db.exec(
        select(MemberNote.text, MemberNote.at, Account.display_name)
        .outerjoin(Account, col(Account.id) == col(MemberNote.account_id))
        .where(MemberNote.member_id == member_id)
        .order_by(col(MemberNote.id).desc())
    )
    return tuple(NoteView(text, at, by or "") for text, at, by in found)


def _steps(db: Session, member_id: int) -> tuple[StepView, ...]:
    found = db.exec(
        select(MemberEvent.step, MemberEvent.at, MemberEvent.reason)
        .where(MemberEvent.member_id == member_id)
        .order_by(col(MemberEvent.id).desc())
    )
    return tuple(
        StepView(MemberStep(step), at, LeavingReason(reason) if reason else None) for step, at, reason in found
    )
