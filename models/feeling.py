"""Feeling part of it: what people said after a group session, counted and nothing else."""

from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.base import Base


class Face(StrEnum):
    """How far "Today I felt part of something" was true. Each value is the column that counts it."""

    NOT_AT_ALL = "not_at_all"
    NOT_MUCH = "not_much"
    SOMEWHAT = "somewhat"
    QUITE_A_LOT = "quite_a_lot"
    VERY_MUCH = "very_much"


class Feeling(Base, table=True):
    """The answers of one group session, in one row: no person, no time, and no order in which they came.

    `renewed` counts how often its code was made anew. Once `shown`, which is at the first
    look after it was over, no further answer is taken.
    """

    __table_args__ = (
        CheckConstraint(
            "not_at_all >= 0 AND not_much >= 0 AND somewhat >= 0 AND quite_a_lot >= 0 AND very_much >= 0",
            name="counted",
        ),
        CheckConstraint("renewed >= 0", name="renewed"),
    )

    group_session_id: int = Field(foreign_key="group_session.id", primary_key=True)
    renewed: int = 0
    shown: bool = False
    not_at_all: int = 0
    not_much: int = 0
    somewhat: int = 0
    quite_a_lot: int = 0
    very_much: int = 0
