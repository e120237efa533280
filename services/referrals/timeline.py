"""One referral's timeline: content always, milestones only under feedback consent in force now (R9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case
from sqlmodel import Session, col, select

from models import (
    ENDED,
    Account,
    ConsentKind,
    GraduateGroup,
    GroupSession,
    LeavingReason,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
    Role,
)
from services import access, audit, clock
from services.clinic.consents import ConsentView, history
from services.database import reading
from services.referrals.content import Content, content_from
from services.referrals.lifecycle import MILESTONE_STEPS, seen_by_clinic
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class TimelineEvent:
    """One step: what, when, who (a name for the clinic's own staff, "the group" otherwise), and why."""

    step: ReferralStep
    at: datetime
    who: str
    reason: str
    visit_on: date | None


@dataclass(frozen=True)
class Timeline:
    """One referral as its clinic may see it now."""

    id: int
    graduate_id: int
    group_id: int
    group: str
    state: ReferralState
    ended: bool
    sent_at: datetime | None
    referrer: str
    content: Content
    events: tuple[TimelineEvent, ...]
    consents: tuple[ConsentView, ...]
    share: bool
    feedback: bool


@needs(Permission.REFER)
def timeline(actor: Actor, referral_id: int) -> Timeline:
    """One referral: content always, milestones only under feedback consent in force now. The look is recorded."""
    with reading() as db:
        row = access.clinic_referral(db, actor, referral_id)
        consents = history(db, row.graduate_id)
        share, feedback = (_stands(consents, kind) for kind in (ConsentKind.SHARE, ConsentKind.FEEDBACK))
        group = db.exec(select(GraduateGroup.name).where(GraduateGroup.id == row.group_id)).one()
        state = seen_by_clinic(row.state, feedback=feedback)
        view = Timeline(
            id=referral_id,
            graduate_id=row.graduate_id,
            group_id=row.group_id,
            group=group,
            state=state,
            ended=state in ENDED,
            sent_at=row.sent_at,
            referrer=row.referrer_name,
            content=content_from(row),
            events=_events(db, row, feedback=feedback),
            consents=consents,
            share=share,
            feedback=feedback,
        )
    audit.looked(actor, "graduate", [view.graduate_id])
    return view


def leaving_reason(event: TimelineEvent) -> LeavingReason | None:
    """The reason of a leaving, as one of the group's choices."""
    return LeavingReason(event.reason) if event.step is ReferralStep.LEFT else None


def _events(db: Session, row: Referral, *, feedback: bool) -> tuple[TimelineEvent, ...]:
    own = case((col(Account.role) == Role.CLINIC_STAFF, col(Account.display_name)), else_="The group")
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


def standing(events: Iterable[TimelineEvent]) -> tuple[TimelineEvent, ...]:
    """The events that still hold: a visit whose mark was undone, and its undoing, both drop out (R5)."""
    undone_by = {
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


def _stands(consents: tuple[ConsentView, ...], kind: ConsentKind) -> bool:
    return any(consent.in_force for consent in consents if consent.kind is kind)
