"""The register: one mark a member and group session, every change to it, and who said beforehand that they come."""

from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import LINE, Base, choice


class MarkKind(StrEnum):
    CAME = "came"
    LATE = "late"
    SENT_WORD = "sent_word"
    DID_NOT_COME = "did_not_come"
    NOT_RECORDED = "not_recorded"


ATTENDED = frozenset({MarkKind.CAME, MarkKind.LATE})


class Mark(Base, table=True):
    """One member's line in a register. Never had one, or undone: not recorded, never an absence (R12)."""

    __table_args__ = (
        UniqueConstraint("group_session_id", "member_id"),
        CheckConstraint("NOT left_early OR kind IN ('came', 'late')", name="left_early_was_there"),
    )

    id: int | None = Field(default=None, primary_key=True)
    group_session_id: int = Field(foreign_key="group_session.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    kind: MarkKind = Field(sa_type=choice(MarkKind))
    left_early: bool = False
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")


class MarkEvent(Base, table=True):
    """One change to a mark. `tap` names the tap that made it, so that a tap sent twice counts once."""

    __tablename__ = "mark_event"

    id: int | None = Field(default=None, primary_key=True)
    mark_id: int = Field(foreign_key="mark.id", index=True)
    before: MarkKind = Field(sa_type=choice(MarkKind, "before"))
    before_left_early: bool = False
    after: MarkKind = Field(sa_type=choice(MarkKind, "after"))
    after_left_early: bool = False
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
    reason: str | None = Field(default=None, max_length=LINE)
    tap: str | None = Field(default=None, max_length=64, unique=True)


class SaidComing(Base, table=True):
    """A member said that they are coming. No mark: what the register says afterwards stands alone."""

    __tablename__ = "said_coming"

    group_session_id: int = Field(foreign_key="group_session.id", primary_key=True)
    member_id: int = Field(foreign_key="member.id", primary_key=True, index=True)
    at: AwareDatetime
    account_id: int | None = Field(default=None, foreign_key="account.id")
