"""Which events are news to the clinic: the newest of each person since a moment, under feedback consent (R9)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_, union_all
from sqlalchemy import select as sql_select  # SQLModel's wants columns of its own
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models import (
    CallRequest,
    Confirmation,
    ConsentKind,
    Graduate,
    GraduateGroup,
    Member,
    Referral,
    ReferralEvent,
    ReferralStep,
)
from services.clinic.consents import in_force
from services.referrals.lifecycle import MILESTONE_STEPS

_S = ReferralStep
_UNDONE_BY = {_S.FIRST_VISIT: _S.FIRST_VISIT_UNDONE, _S.SETTLED: _S.SETTLED_UNDONE}
_UNDER_CONSENT = MILESTONE_STEPS - set(_UNDONE_BY.values())
BY_CLINIC = frozenset({_S.SENT, _S.WITHDRAWN})
_ALWAYS = BY_CLINIC | {_S.DECLINED, _S.COULD_NOT_REACH}


class What(StrEnum):
    """What kind of news it is."""

    STEP = "step"
    CALL = "call"
    CAME_ALONG = "came_along"


def newest(clinic_id: int | None, account_id: int, since: datetime, most: int) -> Any:
    """The newest of each person, the newest people first, with how many people there are in all.

    News of `clinic_id`, without what `account_id` did itself. `person` is a graduate's id, or
    a member's id below zero: somebody who came along is no graduate yet.
    """
    news = union_all(
        _steps(clinic_id, account_id, since), _calls(clinic_id, account_id, since), _came_along(clinic_id, since)
    ).subquery()
    newest_first = (news.c.at.desc(), news.c.what, news.c.key.desc())
    place = func.row_number().over(partition_by=news.c.person, order_by=newest_first)
    ranked = sql_select(news, place.label("place")).subquery()
    return (
        sql_select(ranked, func.count().over().label("people"))
        .where(ranked.c.place == 1)
        .order_by(ranked.c.at.desc(), ranked.c.what, ranked.c.key.desc())
        .limit(most)
    )


def _steps(clinic_id: int | None, account_id: int, since: datetime) -> Any:
    agreed = in_force(ConsentKind.FEEDBACK, col(Graduate.id))
    return (
        _news(What.STEP, col(ReferralEvent.id), col(ReferralEvent.at), col(Graduate.id))
        .select_from(ReferralEvent)
        .join(Referral, col(Referral.id) == col(ReferralEvent.referral_id))
        .join(Graduate, col(Graduate.id) == col(Referral.graduate_id))
        .where(
            *_own(clinic_id),
            col(ReferralEvent.at) >= since,
            _by_another(account_id, col(ReferralEvent.account_id)),
            or_(
                col(ReferralEvent.step).in_(_ALWAYS),
                and_(agreed, col(ReferralEvent.step).in_(_UNDER_CONSENT), ~_undone()),
            ),
        )
    )


def _calls(clinic_id: int | None, account_id: int, since: datetime) -> Any:
    return (
        _news(What.CALL, col(CallRequest.id), col(CallRequest.asked_at), col(Graduate.id))
        .select_from(CallRequest)
        .join(Graduate, col(Graduate.id) == col(CallRequest.graduate_id))
        .where(
            *_own(clinic_id), col(CallRequest.asked_at) >= since, _by_another(account_id, col(CallRequest.closed_by_id))
        )
    )


def _came_along(clinic_id: int | None, since: datetime) -> Any:
    return (
        _news(What.CAME_ALONG, col(Member.id), col(Member.created_at), -col(Member.id))
        .select_from(Member)
        .join(GraduateGroup, col(GraduateGroup.id) == col(Member.group_id))
        .where(
            GraduateGroup.clinic_id == clinic_id,
            Member.confirmation == Confirmation.WAITING,
            col(Member.erased_at).is_(None),
            col(Member.created_at) >= since,
        )
    )


def _news(what: What, key: Any, at: Any, person: Any) -> Any:
    return sql_select(literal(what.value).label("what"), key.label("key"), at.label("at"), person.label("person"))


def _own(clinic_id: int | None) -> tuple[ColumnElement[bool], ...]:
    return col(Graduate.clinic_id) == clinic_id, col(Graduate.erased_at).is_(None)


def _by_another(account_id: int, by: Any) -> ColumnElement[bool]:
    return or_(by.is_(None), by != account_id)


def _undone() -> ColumnElement[bool]:
    """Whether the event is a visit that was undone later."""
    later, event = aliased(ReferralEvent), ReferralEvent
    undoes = [and_(col(event.step) == done, col(later.step) == undone) for done, undone in _UNDONE_BY.items()]
    after = or_(col(later.at) > event.at, and_(col(later.at) == event.at, col(later.id) > event.id))
    return select(later.id).where(later.referral_id == event.referral_id, or_(*undoes), after).exists()
