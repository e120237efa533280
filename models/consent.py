"""Consent: dated statements by a graduate, each with its wording and its withdrawal."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PARAGRAPH, Base, choice, only_where


class ConsentKind(StrEnum):
    SHARE = "share"
    FEEDBACK = "feedback"


class ConsentHow(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    PAPER = "paper"
    VIDEO = "video"
    EMAIL = "email"


class ConsentWording(Base, table=True):
    """The text that was agreed to. A change is a new version; old ones stay."""

    __tablename__ = "consent_wording"
    __table_args__ = (UniqueConstraint("kind", "number"), CheckConstraint("number > 0", name="numbered"))

    id: int | None = Field(default=None, primary_key=True)
    kind: ConsentKind = Field(sa_type=choice(ConsentKind))
    number: int
    text: str = Field(max_length=PARAGRAPH)
    created_at: AwareDatetime
    created_by_id: int | None = Field(default=None, foreign_key="account.id")


class Consent(Base, table=True):
    """In force from `given_on` until withdrawn or past `expires_on`. At most one of a kind is not withdrawn."""

    __table_args__ = (
        Index(
            "uq_consent_one_in_force",
            "graduate_id",
            "kind",
            unique=True,
            **only_where("withdrawn_at IS NULL"),
        ),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_on IS NULL)", name="withdrawal_whole"),
        CheckConstraint("withdrawn_on IS NULL OR withdrawn_on >= given_on", name="dates_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    graduate_id: int = Field(foreign_key="graduate.id", index=True)
    kind: ConsentKind = Field(sa_type=choice(ConsentKind))
    wording_id: int = Field(foreign_key="consent_wording.id")
    how: ConsentHow = Field(sa_type=choice(ConsentHow))
    given_on: date
    expires_on: date | None = None
    recorded_at: AwareDatetime
    recorded_by_id: int | None = Field(default=None, foreign_key="account.id")
    withdrawn_on: date | None = None
    withdrawn_at: AwareDatetime | None = None
    withdrawn_by_id: int | None = Field(default=None, foreign_key="account.id")
    # Given anew before it ended: the later statement took this one's place, and nothing was withdrawn.
    replaced_by_id: int | None = Field(default=None, foreign_key="consent.id")
    import_id: int | None = Field(default=None, foreign_key="graduate_import.id", index=True)
