"""Clinics, their programmes, and the graduates who completed one."""

from datetime import date

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import LINE, NAME, PARAGRAPH, Base, Versioned
from models.contact import ContactHow, contact_how


class Clinic(Versioned, Base, table=True):
    """A Community Pain Service. Owns graduates and referrals; has one or more groups."""

    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        CheckConstraint("consent_months BETWEEN 1 AND 120", name="consent_lasts"),
        CheckConstraint("consent_reminder_days BETWEEN 1 AND 365", name="reminder_in_time"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=NAME, unique=True)
    reply_to: str = Field(default="", max_length=LINE)
    # How long a consent lasts from the day it was given; None: until it is withdrawn.
    consent_months: int | None = None
    consent_reminder_days: int = 30
    created_at: AwareDatetime
    archived_at: AwareDatetime | None = None


class Programme(Base, table=True):
    """One run (cohort) of the Pain Management Programme."""

    __table_args__ = (
        UniqueConstraint("clinic_id", "name"),
        CheckConstraint("ends_on >= starts_on", name="dates_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id", index=True)
    name: str = Field(max_length=NAME)
    starts_on: date
    ends_on: date
    created_at: AwareDatetime
    import_id: int | None = Field(default=None, foreign_key="graduate_import.id", index=True)


class Graduate(Versioned, Base, table=True):
    """A person who completed a programme, as the clinic knows them."""

    __table_args__ = (CheckConstraint("preferred_name <> '' OR erased_at IS NOT NULL", name="named"),)

    id: int | None = Field(default=None, primary_key=True)
    clinic_id: int = Field(foreign_key="clinic.id", index=True)
    preferred_name: str = Field(max_length=NAME, index=True)
    full_name: str = Field(default="", max_length=NAME)
    born_on: date | None = None
    phone: str = Field(default="", max_length=LINE)
    email: str = Field(default="", max_length=LINE)
    contact_how: ContactHow = contact_how()
    contact_when: str = Field(default="", max_length=LINE)
    best_hopes: str = Field(default="", max_length=PARAGRAPH)
    adjustments: str = Field(default="", max_length=PARAGRAPH)
    without_adjustments: str = Field(default="", max_length=PARAGRAPH)
    created_at: AwareDatetime
    created_by_id: int | None = Field(default=None, foreign_key="account.id")
    # Names the form that added them: sent twice by a double click, it adds one person.
    form: str | None = Field(default=None, max_length=64, unique=True)
    import_id: int | None = Field(default=None, foreign_key="graduate_import.id", index=True)
    merged_into_id: int | None = Field(default=None, foreign_key="graduate.id")
    erased_at: AwareDatetime | None = None


class Completion(Base, table=True):
    """A recorded PMP completion: what makes someone a graduate (R1)."""

    __table_args__ = (UniqueConstraint("graduate_id", "programme_id"),)

    id: int | None = Field(default=None, primary_key=True)
    graduate_id: int = Field(foreign_key="graduate.id", index=True)
    programme_id: int = Field(foreign_key="programme.id", index=True)
    completed_on: date
    recorded_at: AwareDatetime
    recorded_by_id: int | None = Field(default=None, foreign_key="account.id")
    import_id: int | None = Field(default=None, foreign_key="graduate_import.id", index=True)
