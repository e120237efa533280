"""Accounts, their sign-in sessions, and what keeps a guesser out."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime
from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.base import LINE, NAME, Base, choice


class Role(StrEnum):
    CLINIC_STAFF = "clinic_staff"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    REGISTER_TAKER = "register_taker"


class Account(Base, table=True):
    """A person who signs in: one role, and a scope. Clinic staff have a clinic, whoever serves a group some groups."""

    __table_args__ = (
        CheckConstraint("(role = 'clinic_staff') = (clinic_id IS NOT NULL)", name="scope"),
        CheckConstraint("role <> 'register_taker' OR valid_until IS NOT NULL", name="register_taker_ends"),
    )

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(max_length=NAME, unique=True)
    display_name: str = Field(max_length=NAME)
    email: str | None = Field(default=None, max_length=LINE)
    password_hash: str = Field(max_length=LINE)
    must_change_password: bool = True
    active: bool = True
    role: Role = Field(sa_type=choice(Role))
    clinic_id: int | None = Field(default=None, foreign_key="clinic.id", index=True)
    # Raised by a new password, another role or a deactivation: older sign-in sessions stop counting (R33).
    session_version: int = 1
    # The last day on which it signs anyone in; None: until it is deactivated.
    valid_until: date | None = None
    # The coordinator who handed over to this account (Handover); None: an administrator made it.
    invited_by_id: int | None = Field(default=None, foreign_key="account.id")
    created_at: AwareDatetime
    last_sign_in_at: AwareDatetime | None = None
    # What the person had seen before this visit, for "changed since".
    previous_sign_in_at: AwareDatetime | None = None
    # What they want mail about. Referrals are for coordinators, milestones for the referrer.
    mail_referrals: bool = True
    mail_milestones: bool = False
    mail_digest: bool = False


class AccountGroup(Base, table=True):
    """A group that a coordinator may act for, or whose register somebody takes."""

    __tablename__ = "account_group"

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    group_id: int = Field(foreign_key="graduate_group.id", primary_key=True, index=True)


class SignInSession(Base, table=True):
    """One browser signed in. Only digests of the ticket and the cookie are kept."""

    __tablename__ = "sign_in_session"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    session_version: int
    ticket_digest: str | None = Field(default=None, max_length=64, unique=True)
    ticket_expires_at: AwareDatetime
    token_digest: str | None = Field(default=None, max_length=64, unique=True)
    created_at: AwareDatetime
    last_seen_at: AwareDatetime
    expires_at: AwareDatetime
    ended_at: AwareDatetime | None = None


class KnownBrowser(Base, table=True):
    """A browser that has signed in to an account before: a stranger's failures never lock it out."""

    __tablename__ = "known_browser"

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    browser_digest: str = Field(max_length=64, primary_key=True)
    last_seen_at: AwareDatetime


class SignInThrottle(Base, table=True):
    """Failures counted for one key (a digest of user name and source, of source, or of known browser)."""

    __tablename__ = "sign_in_throttle"

    key: str = Field(max_length=64, primary_key=True)
    failures: int = 0
    window_started_at: AwareDatetime
    locked_until: AwareDatetime | None = None
