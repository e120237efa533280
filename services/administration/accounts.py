"""Accounts: who may sign in, in which role, and for what. Each change ends the account's live sessions (R33)."""

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select

from models import Account, AccountGroup, Clinic, Role
from services import access, audit, clock
from services.administration.scopes import Scope, checked_scope
from services.database import transaction
from services.errors import Conflict, NotAllowed
from services.fields import Checks
from services.security import passwords
from services.security.actor import Actor
from services.security.needs import needs
from services.security.own_account import end_sessions
from services.security.permissions import Permission
from services.security.sign_in import normal_username

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
# Without the letters that look alike, so that it can be read out and typed.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
NOT_YOURSELF = "You cannot do this to your own account. Ask another administrator."
CLINIC_PUT_AWAY = "Their clinic has been put away. Give them another role or clinic first, then reactivate them."


@dataclass(frozen=True)
class FirstPassword:
    """A password that works until its first use, when it must be changed. Shown once, and kept nowhere."""

    account_id: int
    username: str
    password: str


@needs(Permission.KEEP_ACCOUNTS)
def create(
    actor: Actor,
    *,
    username: str,
    display_name: str,
    role: Role,
    clinic_id: int | None = None,
    group_ids: Collection[int] = (),
) -> FirstPassword:
    """Makes an account with a first password to hand over.

    Raises:
        Invalid: a name is missing or unsuitable, or the role lacks its clinic or groups.
        Conflict: the username is taken.
    """
    password = _first_password()
    kept = passwords.hash_password(password)
    check = Checks()
    name = _username(check, username)
    shown = check.name("display_name", "Their name", display_name)
    with transaction() as db:
        scope = checked_scope(db, check, role, clinic_id, group_ids)
        check.done()
        account = Account(username=name, display_name=shown, password_hash=kept, role=role, created_at=clock.now())
        account.clinic_id = scope.clinic_id
        db.add(account)
        db.flush()
        account_id = account.id or 0
        _set_groups(db, account_id, scope.group_ids)
        changes: audit.Changes = {"role": (None, role), **scope.changes_from(None)}
        audit.record(db, actor, "account.created", "account", account_id, changes=changes)
        return FirstPassword(account_id, name, password)


@needs(Permission.KEEP_ACCOUNTS)
def change_role(
    actor: Actor, account_id: int, *, role: Role, clinic_id: int | None = None, group_ids: Collection[int] = ()
) -> None:
    """Gives an account another role or scope.

    Raises:
        Invalid: the role lacks its clinic or groups.
        Conflict: it is the actor's own account.
    """
    with transaction() as db:
        account = _someone_elses(db, actor, account_id)
        check = Checks()
        scope = checked_scope(db, check, role, clinic_id, group_ids)
        check.done()
        before = Scope(account.clinic_id, _groups_of(db, account_id))
        changes = {"role": (account.role, role), **scope.changes_from(before)}
        account.role, account.clinic_id = role, scope.clinic_id
        _set_groups(db, account_id, scope.group_ids)
        _sign_out_everywhere(db, account)
        audit.record(db, actor, "account.role_changed", "account", account_id, changes=changes)


@needs(Permission.KEEP_ACCOUNTS)
def deactivate(actor: Actor, account_id: int) -> None:
    """Nobody signs in with this account any more, and whoever is signed in is out at their next action."""
    _set_active(actor, account_id, active=False)


@needs(Permission.KEEP_ACCOUNTS)
def reactivate(actor: Actor, account_id: int) -> None:
    """Lets a deactivated account sign in again, with the password it had.

    Raises:
        Conflict: it is the actor's own account, or its clinic has been put away.
    """
    _set_active(actor, account_id, active=True)


@needs(Permission.KEEP_ACCOUNTS)
def reset_password(actor: Actor, account_id: int) -> FirstPassword:
    """Replaces a forgotten password with a first one to hand over."""
    password = _first_password()
    kept = passwords.hash_password(password)
    with transaction() as db:
        account = _someone_elses(db, actor, account_id)
        account.password_hash, account.must_change_password = kept, True
        _sign_out_everywhere(db, account)
        audit.record(db, actor, "account.password_reset", "account", account_id)
        return FirstPassword(account_id, account.username, password)


def _set_active(actor: Actor, account_id: int, *, active: bool) -> None:
    with transaction() as db:
        account = _someone_elses(db, actor, account_id)
        if account.active is active:
            return
        if active:
            _refuse_put_away_clinic(db, account)
        account.active = active
        _sign_out_everywhere(db, account)
        action = "account.reactivated" if active else "account.deactivated"
        audit.record(db, actor, action, "account", account_id, changes={"active": (not active, active)})


def _refuse_put_away_clinic(db: Session, account: Account) -> None:
    # Held, so that the clinic is not put away between the look and the coming back.
    clinic = db.get(Clinic, account.clinic_id, with_for_update=True) if account.clinic_id else None
    if clinic is not None and clinic.archived_at is not None:
        raise Conflict(CLINIC_PUT_AWAY)


def _someone_elses(db: Session, actor: Actor, account_id: int) -> Account:
    """The account, never the actor's own. So the last administrator stays: two cannot remove each other at once."""
    administrators = db.exec(
        select(Account.id)
        .where(Account.role == Role.ADMINISTRATOR, col(Account.active))
        .order_by(col(Account.id))
        .with_for_update()
    )
    if actor.account_id not in set(administrators):
        raise NotAllowed
    account = access.account(db, actor, account_id)
    if account.id == actor.account_id:
        raise Conflict(NOT_YOURSELF)
    return account


def _sign_out_everywhere(db: Session, account: Account) -> None:
    account.session_version += 1
    end_sessions(db, account.id or 0)


def _set_groups(db: Session, account_id: int, group_ids: Collection[int]) -> None:
    db.exec(delete(AccountGroup).where(col(AccountGroup.account_id) == account_id))
    db.add_all(AccountGroup(account_id=account_id, group_id=group_id) for group_id in group_ids)


def _groups_of(db: Session, account_id: int) -> tuple[int, ...]:
    wanted = select(AccountGroup.group_id).where(AccountGroup.account_id == account_id)
    return tuple(db.exec(wanted.order_by(col(AccountGroup.group_id))))


def _username(check: Checks, typed: str) -> str:
    name = normal_username(typed)
    check.that(
        USERNAME.fullmatch(name) is not None,
        "username",
        "The username needs 2 to 40 letters or digits, with dots or dashes between them if you like.",
    )
    return name


def _first_password() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
