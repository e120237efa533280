"""What happened around one referral, as its clinic may see it: its own steps, and calls asked for and made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import case
from sqlmodel import Session, col, select

from models import (
    Account,
    CallRequest,
    GroupSession,
    LeavingReason,
    Referral,
    ReferralEvent,
    ReferralStep,
    Role,
)
from services import clock
from services.referrals.lifecycle import MILESTONE_STEPS

GROUP = "The group"


class CallStep(StrEnum):
    """A call on a timeline: asked for by the group, made by the clinic (R10). No milestone, so always shown."""

    ASKED = "call_asked"
    CALLED = "called"


@dataclass(frozen=True)
class TimelineEvent:
    """One step: what, when, who (a name for the clinic's own staff, "the group" otherwise), and why.

    `on` is the day it happened, where that is kept apart from when it was written down: a visit, a call.
    """

    step: ReferralStep | CallStep
    at: datetime
    who: str
    reason: str
    on: date | None


def leaving_reason(event: TimelineEvent) -> LeavingReason | None:
    """The reason of a leaving, as one of the group's choices."""
    return LeavingReason(event.reason) if event.step is ReferralStep.LEFT else None


def steps_of(db: Session, row: Referral, *, feedback: bool) -> tuple[TimelineEvent, ...]:
    """The referral's own steps that stand, oldest first; milestones only under feedback consent (R9)."""
    own = case((col(Account.role) == Role.CLINIC_STAFF, col(Account.display_name)), else_=GROUP)
    wanted = (
        select(ReferralEvent, own, GroupSession.starts_at)
        .outerjoin(Account, col(Account.id) == col(ReferralEvent.account_id))
        .outerjoin(GroupSession, col(GroupSession.id) == col(ReferralEvent.group_session_id))
        .where(ReferralEvent.referral_id == row.id)
        .order_by(col(ReferralEvent.at), col(ReferralEvent.id))
    )
    if not feedback:
        wanted = wanted.where(col(ReferralEvent.step).not_in(MILESTONE_STEPS))
    return standing(
        TimelineEvent(
            event.step,
            event.at,
            who,
            event.reason or "",
            clock.local(starts_at).date() if starts_at else None,
        )
        for event, who, starts_at in db.exec(wanted)
    )


def calls_of(db: Session, row: Referral, until: datetime | None) -> tuple[TimelineEvent, ...]:
    """The calls that the group asked for since this referral was sent and before `until`, when the next one was."""
    if row.sent_at is None:
        return ()
    asked = select(CallRequest).where(
        CallRequest.graduate_id == row.graduate_id,
        CallRequest.group_id == row.group_id,
        col(CallRequest.asked_at) >= row.sent_at,
    )
    if until is not None:
        asked = asked.where(col(CallRequest.asked_at) < until)
    events = []
    for call in db.exec(asked):
        events.append(TimelineEvent(CallStep.ASKED, call.asked_at, GROUP, "", None))
        if call.closed_at is not None:
            events.append(TimelineEvent(CallStep.CALLED, call.closed_at, call.called_by, "", call.called_on))
    return tuple(events)


def standing(events: Iterable[TimelineEvent]) -> tuple[TimelineEvent, ...]:
    """The events that still hold: a visit whose mark was undone, and its undoing, both drop out (R5)."""
    undone_by: dict[ReferralStep | CallStep, ReferralStep] = {
        ReferralStep.FIRST_VISIT_UNDONE: ReferralStep.FIRST_VISIT,
        ReferralStep.SETTLED_UNDONE: ReferralStep.SETTLED,
    }
    kept: list[TimelineEvent] = []
    for event in events:
        undone = undone_by.get(event.step)
        if undone is None:
            kept.append(event)
            continue
        last = max((at for at, earlier in enumerate(kept) if earlier.step is undone), default=None)
        if last is not None:
            del kept[last]
    return tuple(kept)
