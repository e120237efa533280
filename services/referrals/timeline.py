"""One referral's timeline: content always, milestones only under feedback consent in force now (R9)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models import (
    ENDED,
    ConsentKind,
    GraduateGroup,
    Referral,
    ReferralState,
)
from services import access, audit, clock
from services.clinic.consents import ConsentView, history
from services.database import reading
from services.referrals.content import Content, content_from
from services.referrals.gone_quiet import gone_quiet
from services.referrals.happened import TimelineEvent, calls_of, steps_of
from services.referrals.lifecycle import seen_by_clinic
from services.referrals.waiting import Waiting, waiting
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@dataclass(frozen=True)
class OtherReferral:
    """An earlier or a later referral of the same person to the same group, as the clinic may see it now."""

    id: int
    state: ReferralState
    sent_at: datetime | None
    created_at: datetime
    later: bool


@dataclass(frozen=True)
class Timeline:
    """One referral as its clinic may see it now. `days` are whole local days since it was sent.

    `may_refer_again`: it has ended and nothing newer to this group is there (R7).
    """

    id: int
    graduate_id: int
    group_id: int
    group: str
    state: ReferralState
    ended: bool
    may_refer_again: bool
    sent_at: datetime | None
    days: int | None
    waiting: Waiting
    referrer: str
    content: Content
    events: tuple[TimelineEvent, ...]
    others: tuple[OtherReferral, ...]
    consents: tuple[ConsentView, ...]
    share: bool
    feedback: bool
    gone_quiet: bool


@needs(Permission.REFER)
def timeline(actor: Actor, referral_id: int) -> Timeline:
    """One referral: content always, milestones only under feedback consent in force now. The look is recorded."""
    with reading() as db:
        row = access.clinic_referral(db, actor, referral_id)
        consents = history(db, row.graduate_id)
        share, feedback = (_stands(consents, kind) for kind in (ConsentKind.SHARE, ConsentKind.FEEDBACK))
        group = db.exec(select(GraduateGroup.name).where(GraduateGroup.id == row.group_id)).one()
        state = seen_by_clinic(row.state, feedback=feedback)
        others = _others(db, row, feedback=feedback)
        next_sent = min((other.sent_at for other in others if other.later and other.sent_at), default=None)
        events = (*steps_of(db, row, feedback=feedback), *calls_of(db, row, next_sent))
        view = Timeline(
            id=referral_id,
            graduate_id=row.graduate_id,
            group_id=row.group_id,
            group=group,
            state=state,
            ended=state in ENDED,
            may_refer_again=state in ENDED and not any(other.later for other in others),
            sent_at=row.sent_at,
            days=None if row.sent_at is None else (clock.today() - clock.local(row.sent_at).date()).days,
            # As in the list: without feedback consent even a nudge would tell (R9).
            waiting=waiting(row.state, row.sent_at) if feedback else Waiting.NO,
            referrer=row.referrer_name,
            content=content_from(row),
            events=tuple(sorted(events, key=lambda event: event.at)),
            others=others,
            consents=consents,
            share=share,
            feedback=feedback,
            gone_quiet=feedback and bool(gone_quiet(db, [row])),
        )
    audit.looked(actor, "graduate", [view.graduate_id])
    return view


def _others(db: Session, row: Referral, *, feedback: bool) -> tuple[OtherReferral, ...]:
    """The person's other referrals to this group, oldest first."""
    found = db.exec(
        select(Referral)
        .where(Referral.graduate_id == row.graduate_id, Referral.group_id == row.group_id, col(Referral.id) != row.id)
        .order_by(col(Referral.id))
    )
    return tuple(
        OtherReferral(
            id=other.id or 0,
            state=seen_by_clinic(other.state, feedback=feedback),
            sent_at=other.sent_at,
            created_at=other.created_at,
            later=(other.id or 0) > (row.id or 0),
        )
        for other in found
    )


def _stands(consents: tuple[ConsentView, ...], kind: ConsentKind) -> bool:
    return any(consent.in_force for consent in consents if consent.kind is kind)
