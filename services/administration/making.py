"""Making an account, whoever may: an administrator any, a coordinator those that their group is handed to."""

import re
import secrets
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models import Account, Role
from services import clock
from services.administration.scopes import Scope, set_groups
from services.fields import Checks
from services.security import passwords
from services.security.sign_in import normal_username

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
# Without the letters that look alike, so that it can be read out and typed.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class FirstPassword:
    """A password that works until its first use, when it must be changed. Shown once, and kept nowhere."""

    account_id: int
    username: str
    password: str


@dataclass(frozen=True)
class Names:
    """What a new account is called, fit to be kept."""

    username: str
    shown: str


@dataclass(frozen=True)
class NewPassword:
    """A first password and what is kept of it. Hashing is slow on purpose: make it before any transaction."""

    password: str
    kept: str

    def of(self, account: Account) -> FirstPassword:
        return FirstPassword(account.id or 0, account.username, self.password)


def new_password() -> NewPassword:
    """Four groups of four letters, easy to read out."""
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    return NewPassword(password, passwords.hash_password(password))


def checked_names(check: Checks, username: str, display_name: str, label: str = "Their name") -> Names:
    """The names as they can be kept; what needs mending goes to `check`."""
    name = normal_username(username)
    check.that(
        USERNAME.fullmatch(name) is not None,
        "username",
        "The username needs 2 to 40 letters or digits, with dots or dashes between them if you like.",
    )
    return Names(name, check.name("display_name", label, display_name))


def make_account(
    db: Session,
    names: Names,
    role: Role,
    scope: Scope,
    kept: str,
    *,
    valid_until: date | None = None,
    invited_by_id: int | None = None,
) -> Account:
    """Writes the account with its scope. `kept` is the hash of its first password, which it must change."""
    account = Account(
        username=names.username,
        display_name=names.shown,
        password_hash=kept,
        role=role,
        clinic_id=scope.clinic_id,
        valid_until=valid_until,
        invited_by_id=invited_by_id,
        created_at=clock.now(),
    )
    db.add(account)
    db.flush()
    set_groups(db, account.id or 0, scope.group_ids)
    return account


def reset(account: Account, kept: str) -> None:
    """Puts a first password in the place of the one that was. The caller ends the account's sign-in sessions."""
    account.password_hash, account.must_change_password = kept, True
