"""For how long somebody takes the register: another last day, or over at once (R33)."""

from datetime import date

from models import Account, Role
from services import access, audit
from services.database import transaction
from services.errors import NotFound
from services.fields import Checks
from services.handover.inviting import check_until
from services.security.actor import Actor
from services.security.needs import needs
from services.security.own_account import sign_out_everywhere
from services.security.permissions import Permission


@needs(Permission.KEEP_GROUP)
def change_until(actor: Actor, account_id: int, until: date | None) -> None:
    """Gives a register taker another last day; one who was over can sign in again.

    Raises:
        NotFound: not a register taker of the actor's group.
        Invalid: the day is past or more than a year ahead.
    """
    check = Checks()
    last = check_until(check, until)
    check.done()
    with transaction() as db:
        account = _taker(actor, access.colleague(db, actor, account_id, to_change=True))
        changes: audit.Changes = {"valid_until": (account.valid_until, last), "active": (account.active, True)}
        account.valid_until, account.active = last, True
        sign_out_everywhere(db, account)
        audit.record(db, actor, "account.until_changed", "account", account_id, changes=changes)


@needs(Permission.KEEP_GROUP)
def end(actor: Actor, account_id: int) -> None:
    """A register taker is out at their next action. What they marked stays. A second time changes nothing.

    Raises:
        NotFound: not a register taker of the actor's group.
    """
    with transaction() as db:
        account = _taker(actor, access.colleague(db, actor, account_id, to_change=True))
        if not account.active:
            return
        account.active = False
        sign_out_everywhere(db, account)
        audit.record(db, actor, "account.deactivated", "account", account_id, changes={"active": (True, False)})


def _taker(actor: Actor, account: Account) -> Account:
    """Coordinators are each other's equals: none ends another."""
    if account.role is not Role.REGISTER_TAKER or account.id == actor.account_id:
        raise NotFound
    return account
