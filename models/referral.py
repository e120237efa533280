"""Referrals and the events that move them. The events are the record; `state` is what they add up to."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.base import LINE, NAME, PARAGRAPH, Base, Versioned, choice, only_where
from models.contact import ContactHow, contact_how


class ReferralState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    CONTACTED = "contacted"
    FIRST_VISIT = "first_visit"
    SETTLED = "settled"
    LEFT = "left"
    DECLINED = "declined"
    COULD_NOT_REACH = "could_not_reach"
    WITHDRAWN = "withdrawn"


ENDED = frozenset({ReferralState.LEFT, ReferralState.DECLINED, ReferralState.COULD_NOT_REACH, ReferralState.WITHDRAWN})
_ENDED_SQL = "('left', 'declined', 'could_not_reach', 'withdrawn')"


class Referral(Versioned, Base, table=True):
    """The clinic introducing one graduate to one group, with the minimum that crosses over (R2)."""

    __table_args__ = (
        Index(
            "uq_referral_one_open",
            "graduate_id",
            "group_id",
            unique=True,
            **only_where(f"state NOT IN {_ENDED_SQL}"),
        ),
        Index("ix_referral_group_id_state", "group_id", "state"),
        CheckConstraint("state = 'draft' OR state = 'withdrawn' OR sent_at IS NOT NULL", name="sent_has_time"),
        CheckConstraint("sent_at IS NULL OR suitable", name="clinician_confirmed"),
    )

    id: int | None = Field(default=None, primary_key=True)
    graduate_id: int = Field(foreign_key="graduate.id", index=True)
    group_id: int = Field(foreign_key="graduate_group.id")
    state: ReferralState = Field(default=ReferralState.DRAFT, sa_type=choice(ReferralState))
    preferred_name: str = Field(max_length=NAME)
    phone: str = Field(default="", max_length=LINE)
    email: str = Field(default="", max_length=LINE)
    contact_how: ContactHow = contact_how()
    contact_when: str = Field(default="", max_length=LINE)
    best_hopes: str = Field(default="", max_length=PARAGRAPH)
    adjustments: str = Field(default="", max_length=PARAGRAPH)
    without_adjustments: str = Field(default="", max_length=PARAGRAPH)
    referrer_name: str = Field(max_length=NAME)
    reply_to: str = Field(default="", max_length=LINE)
    suitable: bool = False
    created_at: AwareDatetime
    created_by_id: int | None = Field(default=None, foreign_key="account.id")
    sent_at: AwareDatetime | None = Field(default=None, index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    # The first-visit bridge: which meeting they are expected at, and who looks out for them.
    expected_session_id: int | None = Field(default=None, foreign_key="group_session.id")
    welcomer_id: int | None = Field(default=None, foreign_key="member.id")


class ReferralStep(StrEnum):
    DRAFTED = "drafted"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CONTACTED = "contacted"
    FIRST_VISIT = "first_visit"
    FIRST_VISIT_UNDONE = "first_visit_undone"
    SETTLED = "settled"
    SETTLED_UNDONE = "settled_undone"
    LEFT = "left"
    WITHDRAWN = "withdrawn"
    COULD_NOT_REACH = "could_not_reach"


class ReferralEvent(Base, table=True):
    """One step: who, when, and for an ending why. Never changed, never removed (R4)."""

    __tablename__ = "referral_event"
    __table_args__ = (
        CheckConstraint(f"step NOT IN {_ENDED_SQL} OR (reason IS NOT NULL AND reason <> '')", name="ending_has_reason"),
    )

    id: int | None = Field(default=None, primary_key=True)
    referral_id: int = Field(foreign_key="referral.id", index=True)
    step: ReferralStep = Field(sa_type=choice(ReferralStep))
    at: AwareDatetime = Field(index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    reason: str | None = Field(default=None, max_length=LINE)
    group_session_id: int | None = Field(default=None, foreign_key="group_session.id")


class CallRequest(Base, table=True):
    """'Please ask the clinic to call': no health detail, open until the clinic closes it (R10)."""

    __tablename__ = "call_request"
    __table_args__ = (
        Index("uq_call_request_one_open", "group_id", "graduate_id", unique=True, **only_where("closed_at IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="graduate_group.id", index=True)
    graduate_id: int = Field(foreign_key="graduate.id", index=True)
    asked_at: AwareDatetime
    asked_by_id: int | None = Field(default=None, foreign_key="account.id")
    closed_at: AwareDatetime | None = None
    closed_by_id: int | None = Field(default=None, foreign_key="account.id")
    called_on: date | None = None
    called_by: str = Field(default="", max_length=NAME)


class ContactTry(Base, table=True):
    """A coordinator tried to reach somebody who was referred, and nobody answered. Stays in the group."""

    __tablename__ = "contact_try"

    id: int | None = Field(default=None, primary_key=True)
    referral_id: int = Field(foreign_key="referral.id", index=True)
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
