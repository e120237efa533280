"""The graduate group, and the lists it keeps for itself."""

from datetime import time
from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import LINE, NAME, PARAGRAPH, Base, Versioned, choice


class Nation(StrEnum):
    """Whose bank holidays a series skips (R11)."""

    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"


class GraduateGroup(Versioned, Base, table=True):
    """The group: venue, nation, and the clinic whose graduates it is open to."""

    __tablename__ = "graduate_group"
    __table_args__ = (
        UniqueConstraint("clinic_id", "name"),
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("room_capacity IS NULL OR room_capacity > 0", name="room_holds_someone"),
        CheckConstraint("every_weeks BETWEEN 1 AND 52", name="rhythm"),
        CheckConstraint("weekdays BETWEEN 1 AND 127", name="weekdays"),
        CheckConstraint("minutes BETWEEN 15 AND 720", name="length"),
    )

    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id", index=True)
    name: str = Field(max_length=NAME)
    venue: str = Field(default="", max_length=LINE)
    access_notes: str = Field(default="", max_length=PARAGRAPH)
    room_capacity: int | None = None
    nation: Nation = Field(default=Nation.ENGLAND, sa_type=choice(Nation))
    # The usual rhythm of its meetings: what planning a series starts from. Days as bits, Monday the lowest.
    every_weeks: int = 2
    weekdays: int | None = None
    meets_at: time | None = None
    minutes: int = 120
    # The group has agreed that first names may stand on printed sheets.
    names_on_sheets: bool = False
    # After a session it asks, of whoever wants to say, whether they felt part of something.
    asks_feeling: bool = False
    created_at: AwareDatetime
    archived_at: AwareDatetime | None = None


class Skill(Base, table=True):
    """A self-management skill that a group session can practise (R17)."""

    __table_args__ = (UniqueConstraint("group_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="graduate_group.id", index=True)
    name: str = Field(max_length=NAME)
    archived_at: AwareDatetime | None = None


class Strength(Base, table=True):
    """Something members say they are good at or enjoy; the group edits the list."""

    __table_args__ = (UniqueConstraint("group_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="graduate_group.id", index=True)
    name: str = Field(max_length=NAME)
    archived_at: AwareDatetime | None = None
