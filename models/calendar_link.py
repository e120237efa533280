"""A coordinator's private address for the group's calendar, to subscribe to from a phone."""

from pydantic import AwareDatetime
from sqlalchemy import Index
from sqlmodel import Field

from models.base import Base, only_where


class CalendarLink(Base, table=True):
    """One account's subscription to one group's calendar. The address is signed over `salt`, and kept nowhere."""

    __tablename__ = "calendar_link"
    __table_args__ = (
        Index("uq_calendar_link_one_live", "account_id", "group_id", unique=True, **only_where("revoked_at IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    group_id: int = Field(foreign_key="graduate_group.id", index=True)
    salt: str = Field(max_length=64)
    created_at: AwareDatetime
    last_read_at: AwareDatetime | None = None
    revoked_at: AwareDatetime | None = None
