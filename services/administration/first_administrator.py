"""An administrator made on the machine itself, by whoever runs it: the first one has nobody to make them."""

from models import Account, Role
from services import audit, clock
from services.administration.making import checked_names
from services.database import transaction
from services.fields import Checks
from services.security import passwords


def create_administrator(username: str, display_name: str, password: str) -> str:
    """Makes an administrator's account with a password of their own choice. Returns the username as it is kept.

    Takes no actor: for the operator's command line alone, which already holds the database. Audited (R31).

    Raises:
        Invalid: a name is missing or unsuitable, or the password too weak; every problem at once.
        Conflict: the username is taken.
    """
    check = Checks()
    names = checked_names(check, username, display_name, "The name to show")
    passwords.check_new(check, "password", password, names.username, names.shown)
    check.done()
    account = Account(
        username=names.username,
        display_name=names.shown,
        password_hash=passwords.hash_password(password),
        must_change_password=False,
        role=Role.ADMINISTRATOR,
        created_at=clock.now(),
    )
    with transaction() as db:
        db.add(account)
        db.flush()
        changes: audit.Changes = {"role": (None, Role.ADMINISTRATOR)}
        audit.record(db, None, "account.created", "account", account.id, changes=changes)
    return names.username
