"""Members: people in a group, what they say of themselves, and how they come and go."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import LINE, NAME, PARAGRAPH, Base, Versioned, choice
from models.contact import ContactHow, contact_how
from models.effort import Effort


class MemberOrigin(StrEnum):
    REFERRAL = "referral"
    FOUNDER = "founder"
    CAME_ALONG = "came_along"


class MemberState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


class Confirmation(StrEnum):
    """Whether the clinic has confirmed that someone who came along completed the PMP."""

    NOT_NEEDED = "not_needed"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"


class LeavingReason(StrEnum):
    TIME_AND_TRAVEL = "time_and_travel"
    HEALTH = "health"
    MANAGING_WELL = "managing_well"
    NO_CONNECTION = "no_connection"
    UNKNOWN = "unknown"


class Member(Versioned, Base, table=True):
    """A person in a group, as the group knows them."""

    __table_args__ = (
        UniqueConstraint("group_id", "graduate_id"),
        CheckConstraint("name <> '' OR erased_at IS NOT NULL", name="named"),
        CheckConstraint("duties_per_session >= 0 AND duties_in_six_weeks >= 0", name="caps_not_negative"),
        CheckConstraint("origin <> 'referral' OR graduate_id IS NOT NULL", name="referred_is_graduate"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="graduate_group.id", index=True)
    graduate_id: int | None = Field(default=None, foreign_key="graduate.id", index=True)
    # A coordinator who is also a member: their own duties count in the load (R21).
    account_id: int | None = Field(default=None, foreign_key="account.id")
    name: str = Field(max_length=NAME)
    origin: MemberOrigin = Field(sa_type=choice(MemberOrigin))
    state: MemberState = Field(default=MemberState.ACTIVE, sa_type=choice(MemberState))
    confirmation: Confirmation = Field(default=Confirmation.NOT_NEEDED, sa_type=choice(Confirmation))
    joined_on: date
    phone: str = Field(default="", max_length=LINE)
    email: str = Field(default="", max_length=LINE)
    contact_how: ContactHow = contact_how()
    contact_when: str = Field(default="", max_length=LINE)
    best_hopes: str = Field(default="", max_length=PARAGRAPH)
    adjustments: str = Field(default="", max_length=PARAGRAPH)
    without_adjustments: str = Field(default="", max_length=PARAGRAPH)
    # The first visit: with whom they come, and how they get there and home.
    comes_with: str = Field(default="", max_length=LINE)
    transport: str = Field(default="", max_length=LINE)
    # Their name stays off printed sheets, even where the group prints first names.
    off_sheets: bool = False
    # Whether they may be listed as gone quiet.
    suggest_quiet: bool = True
    # Another member who is this person too, by the clinic's word. For the group alone: the other may be a milestone.
    same_as_id: int | None = Field(default=None, foreign_key="member.id")
    # What suggestions of roles respect (R19).
    seated_only: bool = False
    no_lifting: bool = False
    most_effort: Effort = Field(default=Effort.HIGH, sa_type=choice(Effort, "most_effort"))
    suggest_roles: bool = True
    duties_per_session: int = 1
    duties_in_six_weeks: int = 2
    created_at: AwareDatetime
    erased_at: AwareDatetime | None = None


class MemberStep(StrEnum):
    JOINED = "joined"
    CAME_ALONG = "came_along"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    PAUSED = "paused"
    CAME_BACK = "came_back"
    LEFT = "left"


class MemberEvent(Base, table=True):
    """One step in a membership: who recorded it, when, and for leaving why. Never changed."""

    __tablename__ = "member_event"
    __table_args__ = (CheckConstraint("(step = 'left') = (reason IS NOT NULL)", name="leaving_has_reason"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    step: MemberStep = Field(sa_type=choice(MemberStep))
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    reason: LeavingReason | None = Field(default=None, sa_type=choice(LeavingReason))


class MemberNote(Base, table=True):
    """A note among the coordinators. Never leaves the group."""

    __tablename__ = "member_note"

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    text: str = Field(max_length=PARAGRAPH)
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")


class MemberStrength(Base, table=True):
    """A strength as this member puts it."""

    __tablename__ = "member_strength"

    member_id: int = Field(foreign_key="member.id", primary_key=True)
    strength_id: int = Field(foreign_key="strength.id", primary_key=True, index=True)
    own_words: str = Field(default="", max_length=LINE)


class MemberAway(Base, table=True):
    """Days on which a member cannot come or be asked, first and last included."""

    __tablename__ = "member_away"
    __table_args__ = (CheckConstraint("until >= since", name="dates_in_order"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    since: date
    until: date


class QuietOutcome(StrEnum):
    """What came of being in touch with somebody who had gone quiet."""

    COMING = "coming"
    NOT_NOW = "not_now"
    TAKING_A_BREAK = "taking_a_break"
    LEAVING = "leaving"
    NO_ANSWER = "no_answer"


class QuietContact(Base, table=True):
    """A coordinator was in touch with a member who had gone quiet. Stays in the group."""

    __tablename__ = "quiet_contact"

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    outcome: QuietOutcome = Field(sa_type=choice(QuietOutcome))
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
