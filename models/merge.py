"""Two entries for one person: merged with everything that moved, so that it can be undone, or kept apart for good."""

from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.base import NAME, Base, choice, only_where


class GraduateMerge(Base, table=True):
    """`merged_id` became part of `kept_id`, until it is undone."""

    __tablename__ = "graduate_merge"
    __table_args__ = (
        Index("uq_graduate_merge_one_standing", "merged_id", unique=True, **only_where("undone_at IS NULL")),
        CheckConstraint("kept_id <> merged_id", name="two_entries"),
    )

    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id", index=True)
    kept_id: int = Field(foreign_key="graduate.id", index=True)
    merged_id: int = Field(foreign_key="graduate.id")
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    undone_at: AwareDatetime | None = None
    undone_by_id: int | None = Field(default=None, foreign_key="account.id")


class Moved(StrEnum):
    """What a merge moved: a row of one of these tables, or a detail that the kept entry did not have."""

    COMPLETION = "completion"
    CONSENT = "consent"
    REFERRAL = "referral"
    MEMBER = "member"
    CALL_REQUEST = "call_request"
    DETAIL = "detail"


class MergeMove(Base, table=True):
    """One thing that a merge moved: the row's id, or the detail's name."""

    __tablename__ = "merge_move"
    __table_args__ = (CheckConstraint("(kind = 'detail') = (row_id IS NULL)", name="row_or_detail"),)

    id: int | None = Field(default=None, primary_key=True)
    merge_id: int = Field(foreign_key="graduate_merge.id", index=True)
    kind: Moved = Field(sa_type=choice(Moved))
    row_id: int | None = None
    field: str = Field(default="", max_length=NAME)


class NotSame(Base, table=True):
    """The clinic's word that two likely duplicates are two people: never offered again."""

    __tablename__ = "not_same"
    __table_args__ = (CheckConstraint("graduate_id < other_id", name="in_order"),)

    graduate_id: int = Field(foreign_key="graduate.id", primary_key=True)
    other_id: int = Field(foreign_key="graduate.id", primary_key=True, index=True)
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
