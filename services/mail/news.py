"""What is news, to whom, right now: queries of account, kind and id that finding and sending both ask.

Each holds every condition that may change while a message waits: the account and its choices, the referral's
state, and for a milestone feedback consent in force (R9).
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, literal, or_
from sqlalchemy import select as sql_select  # SQLModel's wants columns of its own
from sqlmodel import col, select

from models import (
    Account,
    AccountGroup,
    CallRequest,
    ConsentKind,
    Graduate,
    GraduateGroup,
    GroupSession,
    GroupSessionState,
    MailKind,
    MailNews,
    Referral,
    ReferralEvent,
    ReferralState,
    ReferralStep,
    Role,
)
from services.clinic.consents import in_force
from services.mail.weeks import Week
from services.referrals.standing import milestone_stands

# The group's answers to the clinic's own referral: no milestones, so they need no consent.
_ANSWERS = (ReferralStep.DECLINED, ReferralStep.COULD_NOT_REACH)


def referrals() -> Any:
    """A referral that waits for its group's answer, for the group's coordinators."""
    return (
        _news(MailKind.REFERRAL, col(Referral.id))
        .select_from(Account)
        .join(AccountGroup, col(AccountGroup.account_id) == col(Account.id))
        .join(GraduateGroup, col(GraduateGroup.id) == col(AccountGroup.group_id))
        .join(Referral, col(Referral.group_id) == col(GraduateGroup.id))
        .where(
            *_wants(Role.COORDINATOR, col(Account.mail_referrals)),
            col(GraduateGroup.archived_at).is_(None),
            col(Referral.state) == ReferralState.SENT,
        )
    )


def milestones() -> Any:
    """A milestone that stands, for whoever wrote the referral, under feedback consent in force now (R9)."""
    return (
        _news(MailKind.MILESTONE, col(ReferralEvent.id))
        .select_from(Account)
        .join(Referral, col(Referral.created_by_id) == col(Account.id))
        .join(Graduate, col(Graduate.id) == col(Referral.graduate_id))
        .join(ReferralEvent, col(ReferralEvent.referral_id) == col(Referral.id))
        .where(
            *_wants(Role.CLINIC_STAFF, col(Account.mail_milestones)),
            *_of_the_clinic(),
            in_force(ConsentKind.FEEDBACK, col(Graduate.id)),
            milestone_stands(),
        )
    )


def digests(week: Week) -> tuple[Any, Any]:
    """A week in which there was something new that they may see: for coordinators, and for clinic staff."""
    digest = _news(MailKind.DIGEST, literal(week.key)).select_from(Account)
    return (
        digest.where(
            *_wants(Role.COORDINATOR, col(Account.mail_digest)), or_(_referral_came(week), _register_open(week))
        ),
        digest.where(*_wants(Role.CLINIC_STAFF, col(Account.mail_digest)), or_(_step_seen(week), _call_asked(week))),
    )


def _news(kind: MailKind, about_id: Any) -> Any:
    kind_of = literal(kind, MailNews.__table__.c.kind.type)  # type: ignore[attr-defined]
    return sql_select(col(Account.id).label("account_id"), kind_of.label("kind"), about_id.label("about_id"))


def _wants(role: Role, chosen: Any) -> tuple[ColumnElement[bool], ...]:
    """An account that is in use, has an address, and asked for it."""
    return (
        col(Account.role) == role,
        col(Account.active).is_(True),
        col(Account.email).is_not(None),
        col(Account.email) != "",
        chosen.is_(True),
    )


def _of_the_clinic() -> tuple[ColumnElement[bool], ...]:
    return col(Graduate.clinic_id) == col(Account.clinic_id), col(Graduate.erased_at).is_(None)


def _in(week: Week, moment: Any) -> ColumnElement[bool]:
    return and_(moment >= week.since, moment < week.until)


def _referral_came(week: Week) -> ColumnElement[bool]:
    return (
        select(Referral.id)
        .join(AccountGroup, col(AccountGroup.group_id) == col(Referral.group_id))
        .where(
            AccountGroup.account_id == Account.id,
            _in(week, col(Referral.sent_at)),
            col(Referral.state) != ReferralState.WITHDRAWN,
        )
        .exists()
    )


def _register_open(week: Week) -> ColumnElement[bool]:
    return (
        select(GroupSession.id)
        .join(AccountGroup, col(AccountGroup.group_id) == col(GroupSession.group_id))
        .where(
            AccountGroup.account_id == Account.id,
            _in(week, col(GroupSession.starts_at)),
            GroupSession.state == GroupSessionState.PLANNED,
            col(GroupSession.register_finished_at).is_(None),
        )
        .exists()
    )


def _step_seen(week: Week) -> ColumnElement[bool]:
    """The group's answers always; a milestone under feedback consent alone (R9)."""
    agreed = in_force(ConsentKind.FEEDBACK, col(Graduate.id))
    return (
        select(ReferralEvent.id)
        .join(Referral, col(Referral.id) == col(ReferralEvent.referral_id))
        .join(Graduate, col(Graduate.id) == col(Referral.graduate_id))
        .where(
            *_of_the_clinic(),
            _in(week, col(ReferralEvent.at)),
            or_(col(ReferralEvent.step).in_(_ANSWERS), and_(agreed, milestone_stands())),
        )
        .correlate(Account)
        .exists()
    )


def _call_asked(week: Week) -> ColumnElement[bool]:
    return (
        select(CallRequest.id)
        .join(Graduate, col(Graduate.id) == col(CallRequest.graduate_id))
        .where(*_of_the_clinic(), _in(week, col(CallRequest.asked_at)))
        .correlate(Account)
        .exists()
    )
