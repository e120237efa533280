"""The clinic's reads of its referrals. What may be shown of each is decided here, under feedback consent (R9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlmodel import Session, col, select

from models import (
    ENDED,
    Account,
    ConsentKind,
    Graduate,
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
from services.clinic.consents import ConsentView, history, in_force
from services.database import reading
from services.referrals.content import Content, content_of
from services.referrals.lifecycle import MILESTONE_STEPS, seen_by_clinic
from services.referrals.waiting import NOT_CONTACTED, NUDGE_DAYS, Waiting, waiting
from services.search import matches
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

PAGE = 20


class Show(StrEnum):
    """Which referrals a list shows."""

    ALL = "all"
    ATTENTION = "attention"
    DRAFTS = "drafts"


@dataclass(frozen=True)
class ReferralRow:
    """One line of the list. `state` and `waiting` are what the clinic may know."""

    id: int
    name: str
    group: str
    state: ReferralState
    sent_at: datetime | None
    days: int | None
    waiting: Waiting
    feedback: bool


@dataclass(frozen=True)
class ReferralPage:
    rows: tuple[ReferralRow, ...]
    total: int


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
def referrals(
    actor: Actor, *, search: str = "", show: Show = Show.ALL, page: int = 0, size: int = PAGE
) -> ReferralPage:
    """The clinic's referrals, newest first, `size` to a page (from 0)."""
    feedback = in_force(ConsentKind.FEEDBACK, col(Referral.graduate_id))
    wanted: list[ColumnElement[bool]] = [
        col(Graduate.clinic_id) == actor.clinic_id,
        col(Graduate.erased_at).is_(None),
    ]
    if search.strip():
        wanted.append(matches(search, col(Referral.preferred_name), col(Graduate.full_name)))
    if show is Show.ATTENTION:
        wanted.append(_needs_attention(feedback))
    if show is Show.DRAFTS:
        wanted.append(col(Referral.state) == ReferralState.DRAFT)
    newest = (func.coalesce(Referral.sent_at, Referral.created_at).desc(), col(Referral.id).desc())
    with reading() as db:
        found = db.exec(
            select(Referral, GraduateGroup.name, feedback)
            .join(Graduate, col(Graduate.id) == col(Referral.graduate_id))
            .join(GraduateGroup, col(GraduateGroup.id) == col(Referral.group_id))
            .where(*wanted)
            .order_by(*newest)
            .offset(page * size)
            .limit(size)
        ).all()
        count = select(func.count()).select_from(Referral).join(Graduate, col(Graduate.id) == col(Referral.graduate_id))
        total = db.exec(count.where(*wanted)).one()
    return ReferralPage(tuple(_row(row, group, agreed) for row, group, agreed in found), total)


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


@needs(Permission.REFER)
def blank(actor: Actor, graduate_id: int, group_id: int) -> Content:
    """What a referral of this graduate would say now: their draft if there is one, else their own record."""
    with reading() as db:
        person = access.graduate(db, actor, graduate_id)
        draft = db.exec(
            select(Referral).where(
                Referral.graduate_id == graduate_id,
                Referral.group_id == group_id,
                Referral.state == ReferralState.DRAFT,
            )
        ).first()
        content = content_from(draft) if draft else content_of(person, access.clinic_reply_to(db, actor))
    audit.looked(actor, "graduate", [graduate_id])
    return content


@needs(Permission.REFER)
def blank_for_someone_new(actor: Actor) -> Content:
    """What a referral of someone new begins with: only where the group replies to."""
    with reading() as db:
        return Content(preferred_name="", reply_to=access.clinic_reply_to(db, actor))


def content_from(row: Referral) -> Content:
    """The content that a referral carries."""
    return Content(**{name: getattr(row, name) for name in Content.__dataclass_fields__})


def _needs_attention(feedback: ColumnElement[bool]) -> ColumnElement[bool]:
    """Waiting a week for contact, as far as the clinic may know, or ended by the group in the last four weeks."""
    week_ago = clock.days_ago(NUDGE_DAYS)
    answered = (
        select(ReferralEvent.id)
        .where(
            ReferralEvent.referral_id == col(Referral.id),
            col(ReferralEvent.step).in_((ReferralStep.DECLINED, ReferralStep.COULD_NOT_REACH)),
            col(ReferralEvent.at) >= clock.days_ago(28),
        )
        .exists()
    )
    return or_(
        and_(feedback, col(Referral.state).in_(NOT_CONTACTED), col(Referral.sent_at) < week_ago),
        answered,
    )


def _row(row: Referral, group: str, feedback: bool) -> ReferralRow:
    state = seen_by_clinic(row.state, feedback=feedback)
    return ReferralRow(
        id=row.id or 0,
        name=row.preferred_name,
        group=group,
        state=state,
        sent_at=row.sent_at,
        days=None if row.sent_at is None else (clock.today() - clock.local(row.sent_at).date()).days,
        # Without feedback consent even a nudge would tell, by staying away once they were contacted.
        waiting=waiting(row.state, row.sent_at) if feedback else Waiting.NO,
        feedback=feedback,
    )


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


def leaving_reason(event: TimelineEvent) -> LeavingReason | None:
    """The reason of a leaving, as one of the group's choices."""
    return LeavingReason(event.reason) if event.step is ReferralStep.LEFT else None


def _stands(consents: tuple[ConsentView, ...], kind: ConsentKind) -> bool:
    return any(consent.in_force for consent in consents if consent.kind is kind)
