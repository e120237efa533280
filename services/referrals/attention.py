"""Why a referral needs the clinic's eye, and in which order: decided in SQL, under feedback consent (R6, R9, R10)."""

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models import CallRequest, Referral, ReferralEvent, ReferralState, ReferralStep
from services import clock
from services.referrals.waiting import FLAG_DAYS, NOT_CONTACTED, NUDGE_DAYS

# An answer of the group's stays on top for this long, or until a newer referral is made.
ANSWER_DAYS = 28


class Reason(StrEnum):
    """Why a referral stands where it stands, most pressing first."""

    CALL = "call"
    TWO_WEEKS = "two_weeks"
    ANSWERED = "answered"  # declined, or could not reach: the group's answer waits for the clinic's next step
    A_WEEK = "a_week"
    NONE = "none"


RANKS = tuple(Reason)
NO_RANK = RANKS.index(Reason.NONE)
# Within these the longest waiting comes first; elsewhere the newest.
WAITING_RANKS = (RANKS.index(Reason.TWO_WEEKS), RANKS.index(Reason.A_WEEK))


def rank(feedback: ColumnElement[bool]) -> ColumnElement[int]:
    """The place of a referral's `Reason` in `RANKS`.

    Whoever has no feedback consent in force waits for nothing that the clinic could see: their contact, or the
    lack of it, moves nothing up or down (R9). A call asked for and the group's own answer are no milestones.
    """
    not_contacted = and_(feedback, col(Referral.state).in_(NOT_CONTACTED))
    reasons = (
        (_call_asked(), Reason.CALL),
        (and_(not_contacted, col(Referral.sent_at) < clock.days_ago(FLAG_DAYS)), Reason.TWO_WEEKS),
        (_answered(), Reason.ANSWERED),
        (and_(not_contacted, col(Referral.sent_at) < clock.days_ago(NUDGE_DAYS)), Reason.A_WEEK),
    )
    return case(*((condition, RANKS.index(reason)) for condition, reason in reasons), else_=NO_RANK)


def _call_asked() -> ColumnElement[bool]:
    """The group asks for a call to this person, and this is what was last sent to it about them."""
    asked = (
        select(CallRequest.id)
        .where(
            CallRequest.graduate_id == col(Referral.graduate_id),
            CallRequest.group_id == col(Referral.group_id),
            col(CallRequest.closed_at).is_(None),
        )
        .exists()
    )
    return and_(col(Referral.sent_at).is_not(None), asked, ~_newer(sent=True))


def _answered() -> ColumnElement[bool]:
    """Declined or could not reach in the last four weeks, with nothing newer to that group."""
    lately = (
        select(ReferralEvent.id)
        .where(
            ReferralEvent.referral_id == col(Referral.id),
            col(ReferralEvent.step).in_((ReferralStep.DECLINED, ReferralStep.COULD_NOT_REACH)),
            col(ReferralEvent.at) >= clock.days_ago(ANSWER_DAYS),
        )
        .exists()
    )
    ended = col(Referral.state).in_((ReferralState.DECLINED, ReferralState.COULD_NOT_REACH))
    return and_(ended, lately, ~_newer(sent=False))


def _newer(*, sent: bool) -> ColumnElement[bool]:
    """There is a later referral of the same person to the same group; `sent`: one that went out."""
    later = aliased(Referral)
    found = select(later.id).where(
        later.graduate_id == col(Referral.graduate_id),
        later.group_id == col(Referral.group_id),
        col(later.id) > col(Referral.id),
    )
    return (found.where(col(later.sent_at).is_not(None)) if sent else found).exists()
