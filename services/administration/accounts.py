"""Accounts: who may sign in, in which role, and for what. Each change ends the account's live sessions (R33)."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from models import Account, Clinic, Role
from services import access, audit
from services.administration import making
from services.administration.making import FirstPassword, checked_names, make_account, new_password
from services.administration.scopes import Scope, checked_scope, groups_of, set_groups
from services.database import transaction
from services.errors import Conflict, NotAllowed
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.own_account import sign_out_everywhere
from services.security.permissions import Permission

NOT_YOURSELF = "You cannot do this to your own account. Ask another administrator."
CLINIC_PUT_AWAY = "Their clinic has been put away. Give them another role or clinic first, then reactivate them."


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
    first = new_password()
    check = Checks()
    names = checked_names(check, username, display_name)
    with transaction() as db:
        scope = checked_scope(db, check, role, clinic_id, group_ids)
        check.done()
        account = make_account(db, names, role, scope, first.kept)
        changes: audit.Changes = {"role": (None, role), **scope.changes_from(None)}
        audit.record(db, actor, "account.created", "account", account.id, changes=changes)
        return first.of(account)


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
        before = Scope(account.clinic_id, groups_of(db, account_id))
        # Only taking the register has a last day.
        changes = {
            "role": (account.role, role),
            "valid_until": (account.valid_until, None),
            **scope.changes_from(before),
        }
        account.valid_until = None
        account.role, account.clinic_id = role, scope.clinic_id
        set_groups(db, account_id, scope.group_ids)
        sign_out_everywhere(db, account)
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
    first = new_password()
    with transaction() as db:
        account = _someone_elses(db, actor, account_id)
        making.reset(account, first.kept)
        sign_out_everywhere(db, account)
        audit.record(db, actor, "account.password_reset", "account", account_id)
        return first.of(account)


def _set_active(actor: Actor, account_id: int, *, active: bool) -> None:
    with transaction() as db:
        account = _someone_elses(db, actor, account_id)
        if account.active is active:
            return
        if active:
            _refuse_put_away_clinic(db, account)
        account.active = active
        sign_out_everywhere(db, account)
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
