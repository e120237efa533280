"""Expecting somebody: at which group session, who welcomes them, with whom they come and how they get there."""

from dataclasses import dataclass

from sqlmodel import Session

from models import GroupSession, GroupSessionState, Member, MemberState, Referral, ReferralState, ReferralStep
from services import access, audit, clock
from services.database import STALE, transaction
from services.errors import Conflict, NotFound
from services.fields import Checks
from services.referrals import membership, steps, visits
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class Plan:
    """At which group session somebody is expected, and who looks out for them; None while that is open."""

    group_session_id: int | None
    welcomer_id: int | None = None
    comes_with: str = ""
    transport: str = ""


@needs(Permission.WELCOME)
def expect(actor: Actor, referral_id: int, plan: Plan, version: int | None = None) -> None:
    """Somebody has been reached and is expected. Takes the steps to contacted that are still to take (R4).

    Said again it changes the plan. Without a group session they are contacted, with no date yet. `version` is that
    of the referral when the plan was made; None: whatever stands now.

    Raises:
        NotFound: no such referral, group session or member of the actor's group.
        Invalid: a text cannot be kept.
        Conflict: they have come already or the referral has ended; the group session is over or cancelled; the
            welcomer is taking a break, has left, or is the newcomer; or somebody changed it since `version`.
    """
    check = Checks()
    comes_with = check.line("comes_with", "Who comes with them", plan.comes_with)
    transport = check.line("transport", "How they get there", plan.transport)
    check.done()
    with transaction() as db:
        referral = access.group_referral(db, actor, referral_id, to_change=True)
        if version is not None and referral.version != version:
            raise Conflict(STALE)
        member = _contacted(db, actor, referral)
        if referral.state is not ReferralState.CONTACTED:
            return  # they have been here since they were referred, and the register says so
        meeting = _meeting(db, actor, referral, plan.group_session_id)
        welcomer = _welcomer(db, actor, referral, plan.welcomer_id)
        changes: audit.Changes = {
            "expected_session_id": (referral.expected_session_id, meeting.id if meeting else None),
            "welcomer_id": (referral.welcomer_id, welcomer.id if welcomer else None),
            "comes_with": (member.comes_with, comes_with),
            "transport": (member.transport, transport),
        }
        referral.expected_session_id = meeting.id if meeting else None
        referral.welcomer_id = welcomer.id if welcomer else None
        member.comes_with, member.transport = comes_with, transport
        db.add(referral)
        db.add(member)
        audit.record(
            db, actor, "referral.expected", "referral", referral_id, group_id=referral.group_id, changes=changes
        )


def _contacted(db: Session, actor: Actor, referral: Referral) -> Member:
    """The member, with every step taken that leads to contacted; from anywhere else it is refused in words."""
    if referral.state is ReferralState.SENT and not _accepted(db, actor, referral):
        return _member(db, referral)
    if referral.state is not ReferralState.CONTACTED:
        steps.take(db, actor, referral, ReferralStep.CONTACTED)
    return _member(db, referral)


def _accepted(db: Session, actor: Actor, referral: Referral) -> bool:
    """Says yes. False when the register moved the referral on at once: they have been here since it was sent."""
    steps.take(db, actor, referral, ReferralStep.ACCEPTED)
    visits.follow(db, actor, membership.begin(db, actor, referral).id or 0)
    return referral.state is ReferralState.ACCEPTED


def _member(db: Session, referral: Referral) -> Member:
    found = db.get(Member, referral.member_id) if referral.member_id else None
    if found is None:
        raise NotFound
    return found


def _meeting(db: Session, actor: Actor, referral: Referral, group_session_id: int | None) -> GroupSession | None:
    if group_session_id is None:
        return None
    # Held, so that it is not cancelled or moved between the look and the promise.
    meeting = access.group_session(db, actor, group_session_id, to_change=True)
    if meeting.group_id != referral.group_id:
        raise NotFound
    if meeting.state is GroupSessionState.CANCELLED:
        raise Conflict("That group session is cancelled, so nobody can be expected there. Choose another one.")
    if meeting.register_finished_at or meeting.ends_at <= clock.now():
        raise Conflict("That group session is over, so nobody can be expected there. Choose one to come.")
    return meeting


def _welcomer(db: Session, actor: Actor, referral: Referral, member_id: int | None) -> Member | None:
    if member_id is None:
        return None
    member = access.member(db, actor, member_id)
    if member.group_id != referral.group_id:
        raise NotFound
    if member.id == referral.member_id:
        raise Conflict("Nobody welcomes themselves. Choose somebody else who is there that day.")
    if member.state is not MemberState.ACTIVE:
        raise Conflict(f"{member.name} is not coming to the group just now. Choose somebody else to welcome them.")
    return member
