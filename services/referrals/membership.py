"""From referral to member: accepting makes one, and an ending before any visit takes them off the register."""

from sqlmodel import Session, col, select

from models import (
    ATTENDED,
    LeavingReason,
    Mark,
    Member,
    MemberEvent,
    MemberOrigin,
    MemberState,
    MemberStep,
    Referral,
)
from services import audit, clock
from services.security.actor import Actor

_CARRIED = (
    "phone",
    "email",
    "contact_how",
    "contact_when",
    "best_hopes",
    "adjustments",
    "without_adjustments",
)


def begin(db: Session, actor: Actor, referral: Referral) -> Member:
    """The member that an accepted referral leads to: a new one, or the one who was here before."""
    same = select(Member).where(Member.group_id == referral.group_id, Member.graduate_id == referral.graduate_id)
    member = db.exec(same.with_for_update()).first()
    step: MemberStep | None = MemberStep.JOINED
    if member is None:
        member = _new_member(referral)
        before: dict[str, object] = {}
    else:
        before = {name: getattr(member, name) for name in (*_CARRIED, "state")}
        step = None if member.state is MemberState.ACTIVE else MemberStep.CAME_BACK
        # What the clinic says now is the newest word on how to reach them.
        for name in _CARRIED:
            setattr(member, name, getattr(referral, name) or getattr(member, name))
        member.state = MemberState.ACTIVE
    db.add(member)
    db.flush()
    if step is not None:
        _note(db, actor, member, step)
    changes: audit.Changes = {name: (before.get(name), getattr(member, name)) for name in (*_CARRIED, "state")}
    audit.record(
        db, actor, "member.welcomed", "member", member.id, group_id=member.group_id, changes=changes, groups_own=True
    )
    referral.member_id = member.id
    db.add(referral)
    return member


def _new_member(referral: Referral) -> Member:
    return Member(
        group_id=referral.group_id,
        graduate_id=referral.graduate_id,
        name=referral.preferred_name,
        origin=MemberOrigin.REFERRAL,
        joined_on=clock.today(),
        created_at=clock.now(),
        **{name: getattr(referral, name) for name in _CARRIED},
    )


def end_if_never_came(db: Session, actor: Actor, referral: Referral) -> None:
    """Someone who never came is no longer expected; someone who did stays a member, as they wish."""
    member = db.get(Member, referral.member_id) if referral.member_id else None
    if member is None or member.state is MemberState.LEFT:
        return
    came = select(Mark.id).where(Mark.member_id == member.id, col(Mark.kind).in_(ATTENDED)).limit(1)
    if db.exec(came).first() is None:
        member.state = MemberState.LEFT
        db.add(member)
        _note(db, actor, member, MemberStep.LEFT, LeavingReason.UNKNOWN)
        action, group_id = "member.no_longer_expected", member.group_id
        audit.record(db, actor, action, "member", member.id, group_id=group_id, groups_own=True)


def _note(db: Session, actor: Actor, member: Member, step: MemberStep, reason: LeavingReason | None = None) -> None:
    db.add(MemberEvent(member_id=member.id or 0, step=step, at=clock.now(), account_id=actor.account_id, reason=reason))
