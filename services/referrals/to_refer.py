"""Programmes with people whom nobody has referred yet, counted in SQL."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models import Completion, ConsentKind, ContactHow, Graduate, Programme, Referral, ReferralState
from services import clock
from services.clinic.consents import in_force
from services.database import reading
from services.referrals.may_be_sent import has_completed
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

MOST = 3
# Someone who does not want to be referred is not brought up for ever.
STILL_NEW = timedelta(weeks=26)
_Draft = aliased(Referral)


@dataclass(frozen=True)
class ProgrammeToRefer:
    """How many completed it, how many of them were never referred, and how many of those can be sent now."""

    id: int
    name: str
    ends_on: date
    completed: int
    waiting: int
    ready: int


@needs(Permission.REFER)
def to_refer(actor: Actor) -> tuple[ProgrammeToRefer, ...]:
    """The newest programmes with someone ready to refer, or lately finished with someone not referred yet.

    "Referred" is having ever been sent to a group, whatever became of it: nothing here moves with a milestone (R9).
    """
    ready, waiting = func.sum(_count(and_(_waiting(), _can_be_sent()))), func.sum(_count(_waiting()))
    counted = (
        select(Programme.id, Programme.name, Programme.ends_on, func.count(), waiting, ready)  # type: ignore[call-overload] # SQLModel types no more than four columns
        .join(Completion, col(Completion.programme_id) == col(Programme.id))
        .join(Graduate, col(Graduate.id) == col(Completion.graduate_id))
        .outerjoin(_Draft, col(_Draft.id) == _newest_draft())
        .where(
            Programme.clinic_id == actor.clinic_id,
            col(Graduate.erased_at).is_(None),
            col(Graduate.merged_into_id).is_(None),
        )
        .group_by(col(Programme.id), col(Programme.name), col(Programme.ends_on))
        .having(or_(ready > 0, and_(waiting > 0, col(Programme.ends_on) >= clock.today() - STILL_NEW)))
        .order_by(col(Programme.ends_on).desc(), col(Programme.id).desc())
        .limit(MOST)
    )
    with reading() as db:
        return tuple(ProgrammeToRefer(*row) for row in db.execute(counted).all())


def _count(condition: ColumnElement[bool]) -> Any:
    return case((condition, 1), else_=0)


def _newest_draft() -> ScalarSelect[Any]:
    drafts = select(func.max(Referral.id)).where(
        Referral.graduate_id == col(Graduate.id), Referral.state == ReferralState.DRAFT
    )
    return drafts.scalar_subquery()


def _waiting() -> ColumnElement[bool]:
    sent = select(Referral.id).where(Referral.graduate_id == col(Graduate.id), col(Referral.sent_at).is_not(None))
    return ~sent.exists()


def _can_be_sent() -> ColumnElement[bool]:
    """The conditions of `readiness.assess` as far as SQL can say them; the page itself decides."""
    how = _said("contact_how")
    return and_(
        has_completed(col(Graduate.id)),
        in_force(ConsentKind.SHARE, col(Graduate.id)),
        or_(
            how == ContactHow.IN_PERSON,
            and_(how == ContactHow.EMAIL, _said("email") != ""),
            and_(how.in_((ContactHow.CALL, ContactHow.TEXT)), _said("phone") != ""),
            and_(how == ContactHow.ANY, or_(_said("phone") != "", _said("email") != "")),
        ),
        or_(_said("adjustments") == "", _said("without_adjustments") != ""),
    )


def _said(name: str) -> Any:
    """What the draft says, where there is one, else the graduate's own record."""
    draft = getattr(_Draft, name)
    return case((col(_Draft.id).is_not(None), draft), else_=getattr(Graduate, name))
