"""What somebody is to be told by mail: each piece of news once, whatever becomes of the sending."""

from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import Base, choice


class MailKind(StrEnum):
    REFERRAL = "referral"
    MILESTONE = "milestone"
    DIGEST = "digest"


class MailNews(Base, table=True):
    """One piece of news for one account. Holds ids alone: a message never says more than that there is news.

    `about_id` is a referral's id, a referral event's id, or for a digest the ISO year and week as 202648.
    """

    __tablename__ = "mail_news"
    __table_args__ = (
        UniqueConstraint("account_id", "kind", "about_id"),
        CheckConstraint("attempts >= 0", name="attempts_counted"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    kind: MailKind = Field(sa_type=choice(MailKind))
    about_id: int
    found_at: AwareDatetime
    # Set by the run that is sending it, so that two runs at once send it once.
    claimed_at: AwareDatetime | None = None
    attempts: int = 0
    sent_at: AwareDatetime | None = None
    given_up_at: AwareDatetime | None = None
