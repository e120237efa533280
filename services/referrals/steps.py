"""Taking a step: the state moves, and the event that says who and when is added with it (R4)."""

from sqlmodel import Session, col, select

from models import Referral, ReferralEvent, ReferralState, ReferralStep
from services import audit, clock
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
        changes={"state": (before, referral.state)},
    )


def withdraw_after_leaving(db: Session, actor: Actor, referral: Referral, reason: str) -> None:
    """The clinic withdraws what it cannot know has ended: the leaving stays in the events, and it reads withdrawn."""
    referral.state = ReferralState.WITHDRAWN
    db.add(referral)
    note(db, actor, referral, ReferralStep.WITHDRAWN, reason=reason)
    audit.record(db, actor, "referral.withdrawn", "referral", referral.id, group_id=referral.group_id)


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
