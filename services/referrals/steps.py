"""Taking a step: the state moves, and the event that says who and when is added with it (R4)."""

from sqlmodel import Session, col, select

from models import ConsentKind, Referral, ReferralEvent, ReferralState, ReferralStep
from services import audit, clock
from services.clinic.consent_reading import is_in_force
from services.referrals import lifecycle
from services.security.actor import Actor


def take(
    db: Session,
    actor: Actor,
    referral: Referral,
    step: ReferralStep,
    *,
    reason: str | None = None,
    group_session_id: int | None = None,
) -> None:
    """Moves the referral by one step, with its event and its audit.

    Raises:
        Conflict: the step is not possible now.
    """
    before = referral.state
    taken = tuple(events(db, referral)) if step is ReferralStep.FIRST_VISIT_UNDONE else ()
    referral.state = lifecycle.after(before, step, taken)
    db.add(referral)
    note(db, actor, referral, step, reason=reason, group_session_id=group_session_id)
    audit.record(
        db,
        actor,
        f"referral.{step}",
        "referral",
        referral.id,
        group_id=referral.group_id,
        changes={"state": (_known(db, actor, referral, before), referral.state)},
        groups_own=step in lifecycle.MILESTONE_STEPS,
    )


def _known(db: Session, actor: Actor, referral: Referral, state: ReferralState) -> ReferralState:
    """The state as the actor may know it: the clinic reads in the audit what it did, and no milestone beside it."""
    if actor.clinic_id is None or state not in lifecycle.MILESTONES:
        return state
    feedback = is_in_force(db, ConsentKind.FEEDBACK, referral.graduate_id)
    return lifecycle.seen_by_clinic(state, feedback=feedback)


def withdraw_after_leaving(db: Session, actor: Actor, referral: Referral, reason: str) -> None:
    """The clinic withdraws what it cannot know has ended: the leaving stays in the events, and it reads withdrawn."""
    referral.state = ReferralState.WITHDRAWN
    db.add(referral)
    note(db, actor, referral, ReferralStep.WITHDRAWN, reason=reason)
    changes: audit.Changes = {"state": (lifecycle.seen_by_clinic(ReferralState.LEFT, feedback=False), referral.state)}
    audit.record(db, actor, "referral.withdrawn", "referral", referral.id, group_id=referral.group_id, changes=changes)


def note(
    db: Session,
    actor: Actor,
    referral: Referral,
    step: ReferralStep,
    *,
    reason: str | None = None,
    group_session_id: int | None = None,
) -> None:
    """Adds the event alone, for a referral whose state does not move with it."""
    db.add(
        ReferralEvent(
            referral_id=referral.id or 0,
            step=step,
            at=clock.now(),
            account_id=actor.account_id,
            reason=reason,
            group_session_id=group_session_id,
        )
    )


def events(db: Session, referral: Referral) -> list[ReferralStep]:
    """The steps taken so far, oldest first."""
    taken = select(col(ReferralEvent.step)).where(ReferralEvent.referral_id == referral.id)
    return list(db.exec(taken.order_by(col(ReferralEvent.id))))
