"""The audit trail: append-only events, and apart from them the values that erasure may remove."""

from pydantic import AwareDatetime
from sqlalchemy import Index
from sqlmodel import Field

from models.base import NAME, Base


class AuditEvent(Base, table=True):
    """Who did or looked at what, and when. Holds no name or contact, so it never needs changing (R31)."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_subject", "subject", "subject_id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: AwareDatetime = Field(index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    action: str = Field(max_length=NAME)
    subject: str = Field(default="", max_length=NAME)
    subject_id: int | None = None
    clinic_id: int | None = Field(default=None, foreign_key="clinic.id", index=True)
    group_id: int | None = Field(default=None, foreign_key="graduate_group.id", index=True)


class AuditChange(Base, table=True):
    """One field before and after. Erasing a person removes these rows, and the event stays (R32)."""

    __tablename__ = "audit_change"

    id: int | None = Field(default=None, primary_key=True)
    event_id: int = Field(foreign_key="audit_event.id", index=True)
    field: str = Field(max_length=NAME)
    before: str | None = None
    after: str | None = None
