"""The clinic's reads of its referrals. What may be shown of each is decided here, under feedback consent (R9)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import col, select

from models import (
    ConsentKind,
    Graduate,
    GraduateGroup,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
)
from services import access, audit, clock
from services.clinic.consents import in_force
from services.database import reading
from services.referrals.content import Content, content_from, content_of
from services.referrals.lifecycle import seen_by_clinic
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
