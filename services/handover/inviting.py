"""Handing over: a coordinator invites another one, or somebody who takes the register alone, until a day."""

from datetime import date, timedelta

from sqlmodel import Session

from models import Account, Role
from services import access, audit, clock
from services.administration.making import FirstPassword, checked_names, make_account, new_password, reset
from services.administration.scopes import Scope
from services.database import transaction
from services.errors import Conflict
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.own_account import sign_out_everywhere
from services.security.permissions import Permission

# Somebody who takes the register is asked again after at most this long.
LONGEST = timedelta(days=366)


@needs(Permission.KEEP_GROUP)
def invite_coordinator(actor: Actor, group_id: int, *, username: str, display_name: str) -> FirstPassword:
    """Makes an account that coordinates this group, with a first password to hand over.

    Raises:
        NotFound: not a group of the actor's.
        Invalid: a name is missing or unsuitable.
        Conflict: the username is taken.
    """
    return _invite(actor, group_id, username, display_name, Role.COORDINATOR)


@needs(Permission.KEEP_GROUP)
def invite_register_taker(
    actor: Actor, group_id: int, *, username: str, display_name: str, until: date | None
) -> FirstPassword:
    """Makes an account that takes this group's register and does nothing else, up to and including `until`.

    Raises:
        NotFound: not a group of the actor's.
        Invalid: a name is missing or unsuitable, or the day is past or more than a year ahead.
        Conflict: the username is taken.
    """
    return _invite(actor, group_id, username, display_name, Role.REGISTER_TAKER, until)


@needs(Permission.KEEP_GROUP)
def renew_first_password(actor: Actor, account_id: int) -> FirstPassword:
    """Replaces a first password that was lost before it was changed; later an administrator does that.

    Raises:
        NotFound: not somebody who looks after a group of the actor's.
        Conflict: they have a password of their own.
    """
    first = new_password()
    with transaction() as db:
        account = access.colleague(db, actor, account_id, to_change=True)
        if not account.must_change_password:
            raise Conflict(
                "They have chosen a password of their own, so nothing was changed. "
                "If they have forgotten it, an administrator can give them a new one."
            )
        reset(account, first.kept)
        sign_out_everywhere(db, account)
        audit.record(db, actor, "account.password_reset", "account", account_id)
        return first.of(account)


def check_until(check: Checks, until: date | None) -> date:
    """A last day from today to a year ahead."""
    last = check.day("until", "The last day", until)
    if until is not None:
        check.that(until >= clock.today(), "until", "That day is past. Choose today or a later day.")
        check.that(until <= clock.today() + LONGEST, "until", "That is more than a year ahead. Choose a nearer day.")
    return last


def _invite(
    actor: Actor, group_id: int, username: str, display_name: str, role: Role, until: date | None = None
) -> FirstPassword:
    first = new_password()
    check = Checks()
    names = checked_names(check, username, display_name)
    last = check_until(check, until) if role is Role.REGISTER_TAKER else None
    check.done()
    with transaction() as db:
        access.group(db, actor, group_id)
        account = make_account(
            db,
            names,
            role,
            Scope(None, (group_id,)),
            first.kept,
            valid_until=last,
            invited_by_id=actor.account_id,
        )
        _record(db, actor, account, group_id)
        return first.of(account)


def _record(db: Session, actor: Actor, account: Account, group_id: int) -> None:
    changes: audit.Changes = {"role": (None, account.role), "valid_until": (None, account.valid_until)}
    audit.record(db, actor, "account.invited", "account", account.id, group_id=group_id, changes=changes)
