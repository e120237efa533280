"""The clinic's reads of its referrals. What may be shown of each is decided here, under feedback consent (R9)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, true
from sqlmodel import col, select

from models import (
    ENDED,
    Completion,
    ConsentKind,
    Graduate,
    GraduateGroup,
    Referral,
    ReferralState,
)
from services import access, audit, clock
from services.clinic.consents import in_force
from services.database import reading
from services.referrals.attention import NO_RANK, RANKS, WAITING_RANKS, Reason, rank
from services.referrals.content import Content, content_from, content_of
from services.referrals.gone_quiet import gone_quiet
from services.referrals.lifecycle import seen_by_clinic
from services.referrals.waiting import Waiting, waiting
from services.search import matches
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

PAGE = 20


class Show(StrEnum):
    """Which referrals a list shows. Open and ended are meant as far as the clinic may know (R9)."""

    ALL = "all"
    ATTENTION = "attention"
    OPEN = "open"
    ENDED = "ended"
    DRAFTS = "drafts"


@dataclass(frozen=True)
class ReferralRow:
    """One line of the list. `state`, `waiting` and `reason` are what the clinic may know.

    `days` are whole local days since it was sent; None for a draft.
    """

    id: int
    name: str
    group: str
    state: ReferralState
    sent_at: datetime | None
    days: int | None
    waiting: Waiting
    reason: Reason
    feedback: bool
    gone_quiet: bool


@dataclass(frozen=True)
class ReferralPage:
    rows: tuple[ReferralRow, ...]
    total: int


@needs(Permission.REFER)
def referrals(
    actor: Actor,
    *,
    search: str = "",
    show: Show = Show.ALL,
    group_id: int | None = None,
    programme_id: int | None = None,
    page: int = 0,
    size: int = PAGE,
) -> ReferralPage:
    """The clinic's referrals, `size` to a page (from 0), what needs attention first.

    First open requests to call, then two weeks without contact, then what the group declined or could not reach,
    then a week without contact (longest waiting first), then the rest, newest first. Neither the order nor the
    number tells a milestone of anyone whose feedback consent is not in force (R9). The looks are recorded (R31).
    """
    feedback = in_force(ConsentKind.FEEDBACK, col(Referral.graduate_id))
    found = (
        select(col(Referral.id).label("id"), feedback.label("feedback"), rank(feedback).label("rank"))
        .join(Graduate, col(Graduate.id) == col(Referral.graduate_id))
        .where(*_asked_for(actor, search, group_id, programme_id))
        .subquery()
    )
    shown = _shown(show, found)
    newest = (func.coalesce(Referral.sent_at, Referral.created_at).desc(), col(Referral.id).desc())
    longest_first = case((found.c.rank.in_(WAITING_RANKS), Referral.sent_at))
    with reading() as db:
        lines = db.exec(
            select(Referral, GraduateGroup.name, found.c.feedback, found.c.rank)
            .join(found, found.c.id == col(Referral.id))
            .join(GraduateGroup, col(GraduateGroup.id) == col(Referral.group_id))
            .where(shown)
            .order_by(found.c.rank, longest_first, *newest)
            .offset(page * size)
            .limit(size)
        ).all()
        count = select(func.count()).select_from(Referral).join(found, found.c.id == col(Referral.id))
        total = db.exec(count.where(shown)).one()
        quiet = gone_quiet(db, [referral for referral, _, agreed, _ in lines if agreed])
    audit.looked(actor, "graduate", [referral.graduate_id for referral, *_ in lines])
    return ReferralPage(tuple(_row(*line, quiet=line[0].id in quiet) for line in lines), total)


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


def _asked_for(actor: Actor, search: str, group_id: int | None, programme_id: int | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [
        col(Graduate.clinic_id) == actor.clinic_id,
        col(Graduate.erased_at).is_(None),
    ]
    if search.strip():
        wanted.append(matches(search, col(Referral.preferred_name), col(Graduate.full_name)))
    if group_id is not None:
        wanted.append(col(Referral.group_id) == group_id)
    if programme_id is not None:
        completed = select(Completion.id).where(
            Completion.graduate_id == col(Graduate.id), Completion.programme_id == programme_id
        )
        wanted.append(completed.exists())
    return wanted


def _shown(show: Show, found: Any) -> ColumnElement[bool]:
    """Which lines of `found` a list shows. Someone who left without the clinic's knowing reads "sent": open (R9)."""
    state = col(Referral.state)
    left_unseen = and_(state == ReferralState.LEFT, ~found.c.feedback)
    conditions: dict[Show, ColumnElement[bool]] = {
        Show.ALL: true(),
        Show.ATTENTION: found.c.rank < NO_RANK,
        Show.OPEN: or_(state.not_in((*ENDED, ReferralState.DRAFT)), left_unseen),
        Show.ENDED: and_(state.in_(ENDED), ~left_unseen),
        Show.DRAFTS: state == ReferralState.DRAFT,
    }
    return conditions[show]


def _row(row: Referral, group: str, feedback: bool, place: int, *, quiet: bool) -> ReferralRow:
    return ReferralRow(
        id=row.id or 0,
        name=row.preferred_name,
        group=group,
        state=seen_by_clinic(row.state, feedback=feedback),
        sent_at=row.sent_at,
        days=None if row.sent_at is None else (clock.today() - clock.local(row.sent_at).date()).days,
        # Without feedback consent even a nudge would tell, by staying away once they were contacted.
        waiting=waiting(row.state, row.sent_at) if feedback else Waiting.NO,
        reason=RANKS[place],
        feedback=bool(feedback),
        gone_quiet=quiet,
    )
