"""Group roles, who would like them, and duties: one role, one group session, one member."""

from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.base import LINE, NAME, Base, Versioned, choice, only_where
from models.effort import Effort


class Posture(StrEnum):
    SEATED = "seated"
    STANDING = "standing"
    LIFTING = "lifting"


class GroupRole(Versioned, Base, table=True):
    """Something a member can do for the group."""

    __tablename__ = "group_role"
    __table_args__ = (
        UniqueConstraint("group_id", "name"),
        CheckConstraint("places > 0", name="has_a_place"),
        CheckConstraint("every_nth > 0", name="comes_round"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="graduate_group.id", index=True)
    name: str = Field(max_length=NAME)
    description: str = Field(default="", max_length=LINE)
    effort: Effort = Field(sa_type=choice(Effort))
    posture: Posture = Field(sa_type=choice(Posture))
    needs_backup: bool = False
    places: int = 1
    every_nth: int = 1
    archived_at: AwareDatetime | None = None


class GroupRoleStrength(Base, table=True):
    """A strength that a role draws on."""

    __tablename__ = "group_role_strength"

    group_role_id: int = Field(foreign_key="group_role.id", primary_key=True)
    strength_id: int = Field(foreign_key="strength.id", primary_key=True, index=True)


class Wish(StrEnum):
    WOULD_LIKE = "would_like"
    WOULD_RATHER_NOT = "would_rather_not"
    OPEN = "open"


class Growth(StrEnum):
    """Set by the person (R22)."""

    NOT_YET = "not_yet"
    TRIED = "tried"
    ENJOYED = "enjoyed"
    READY_TO_LEAD = "ready_to_lead"


class MemberRole(Base, table=True):
    """What one member says about one role."""

    __tablename__ = "member_role"

    member_id: int = Field(foreign_key="member.id", primary_key=True)
    group_role_id: int = Field(foreign_key="group_role.id", primary_key=True, index=True)
    wish: Wish = Field(default=Wish.OPEN, sa_type=choice(Wish))
    growth: Growth = Field(default=Growth.NOT_YET, sa_type=choice(Growth))


class SuggestionRun(Base, table=True):
    """One run of the suggestions, so that it can be undone as one (R20).

    `proven`: no other sharing out would have been better; else it was the best found in the time there is.
    """

    __tablename__ = "suggestion_run"
    __table_args__ = (CheckConstraint("group_sessions BETWEEN 1 AND 13", name="sessions_suggested"),)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="graduate_group.id", index=True)
    made_at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    group_sessions: int = 3
    proven: bool = False
    undone_at: AwareDatetime | None = None


class DutyState(StrEnum):
    SUGGESTED = "suggested"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    HANDED_BACK = "handed_back"
    DONE = "done"


class Duty(Versioned, Base, table=True):
    """One role at one group session held by one member, as leader or as backup.

    A suggestion has no event yet: nobody has been asked. `locked`: the next run leaves it where it is.
    """

    __table_args__ = (
        Index(
            "uq_duty_one_each",
            "group_session_id",
            "group_role_id",
            "member_id",
            unique=True,
            **only_where("state <> 'handed_back'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_session_id: int = Field(foreign_key="group_session.id", index=True)
    group_role_id: int = Field(foreign_key="group_role.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    backup: bool = False
    state: DutyState = Field(sa_type=choice(DutyState))
    run_id: int | None = Field(default=None, foreign_key="suggestion_run.id", index=True)
    reason: str = Field(default="", max_length=LINE)
    locked: bool = False
    created_at: AwareDatetime


class DutyEvent(Base, table=True):
    """One change of a duty's state. Handing back needs no reason, so none is kept (R18).

    `by_register`: it follows from a mark, and goes again when the mark does.
    """

    __tablename__ = "duty_event"

    id: int | None = Field(default=None, primary_key=True)
    duty_id: int = Field(foreign_key="duty.id", index=True)
    state: DutyState = Field(sa_type=choice(DutyState))
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    by_register: bool = False
