"""What a clinic was told of people who had not agreed to feedback: written once, and never worked out again (R26)."""

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.base import Base


class PublishedOthers(Base, table=True):
    """One group session as it was given out: how many came, in two parts, each rounded. 0 is "fewer than 8"."""

    __tablename__ = "published_others"
    __table_args__ = (
        CheckConstraint("others = 0 OR (others >= 10 AND others % 5 = 0)", name="others_rounded"),
        CheckConstraint("agreed = 0 OR (agreed >= 10 AND agreed % 5 = 0)", name="agreed_rounded"),
    )

    group_session_id: int = Field(foreign_key="group_session.id", primary_key=True)
    others: int
    agreed: int
    given_out_at: AwareDatetime


class AmongOthers(Base, table=True):
    """A member who stood in the second part when that was given out, whether they came or not.

    Of that group session no exact figure counts them, whatever they agree to later.
    """

    __tablename__ = "among_others"

    member_id: int = Field(foreign_key="member.id", primary_key=True)
    group_session_id: int = Field(foreign_key="group_session.id", primary_key=True, index=True)
