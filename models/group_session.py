"""Group sessions (meetings), and the series that makes them."""

from datetime import date, time
from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.base import LINE, PARAGRAPH, Base, Versioned, choice, only_where


class Series(Base, table=True):
    """A recurrence in local time: every `every_weeks` weeks from `starts_on`, on `weekdays`, at `local_time` (R11).

    Changing "this and all later ones" ends a series the day before and begins another that continues it.
    """

    __table_args__ = (
        CheckConstraint("every_weeks BETWEEN 1 AND 52", name="rhythm"),
        CheckConstraint("minutes BETWEEN 15 AND 720", name="length"),
        CheckConstraint("weekdays BETWEEN 1 AND 127", name="weekdays"),
        CheckConstraint("until IS NULL OR until >= starts_on", name="dates_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="graduate_group.id", index=True)
    starts_on: date
    until: date | None = None
    every_weeks: int = 2
    # Days of the week as bits, Monday the lowest; None: the weekday of `starts_on`.
    weekdays: int | None = None
    local_time: time
    minutes: int = 120
    venue: str = Field(default="", max_length=LINE)
    # What to know about getting in; empty: as the group's.
    access_notes: str = Field(default="", max_length=PARAGRAPH)
    continues_id: int | None = Field(default=None, foreign_key="series.id", index=True)
    created_at: AwareDatetime
    created_by_id: int | None = Field(default=None, foreign_key="account.id")


class GroupSessionState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


class GroupSession(Versioned, Base, table=True):
    """One meeting. Its register is open until `register_finished_at`; held means its register was finished."""

    __tablename__ = "group_session"
    __table_args__ = (
        UniqueConstraint("series_id", "slot_on"),
        Index(
            "uq_group_session_one_at_a_time",
            "group_id",
            "starts_at",
            unique=True,
            **only_where("state = 'planned'"),
        ),
        CheckConstraint("ends_at > starts_at", name="times_in_order"),
        CheckConstraint("(state = 'cancelled') = (cancel_reason IS NOT NULL)", name="cancelled_has_reason"),
        CheckConstraint("(series_id IS NULL) = (slot_on IS NULL)", name="slot_of_series"),
        CheckConstraint("visitors >= 0", name="visitors_counted"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="graduate_group.id", index=True)
    series_id: int | None = Field(default=None, foreign_key="series.id")
    # The day the series gave it: stays when this one is moved, so that the series never makes it twice.
    slot_on: date | None = None
    starts_at: AwareDatetime = Field(index=True)
    ends_at: AwareDatetime
    venue: str = Field(default="", max_length=LINE)
    # What to know about getting in; empty: as the group's.
    access_notes: str = Field(default="", max_length=PARAGRAPH)
    state: GroupSessionState = Field(default=GroupSessionState.PLANNED, sa_type=choice(GroupSessionState))
    cancel_reason: str | None = Field(default=None, max_length=LINE)
    plan: str = Field(default="", max_length=PARAGRAPH)
    note: str = Field(default="", max_length=PARAGRAPH)
    # Guests who are nobody's member (a partner, a speaker): a number, never a name.
    visitors: int = 0
    register_finished_at: AwareDatetime | None = None
    register_finished_by_id: int | None = Field(default=None, foreign_key="account.id")
    created_at: AwareDatetime


class GroupSessionSkill(Base, table=True):
    """A skill practised (or planned) at a group session."""

    __tablename__ = "group_session_skill"

    group_session_id: int = Field(foreign_key="group_session.id", primary_key=True)
    skill_id: int = Field(foreign_key="skill.id", primary_key=True, index=True)
