"""An administrator made on the machine itself, by whoever runs it: the first one has nobody to make them."""

from models import Account, Role
from services import audit, clock
from services.administration.accounts import USERNAME
from services.database import transaction
from services.fields import Checks
from services.security import passwords
from services.security.sign_in import normal_username


def create_administrator(username: str, display_name: str, password: str) -> str:
    """Makes an administrator's account with a password of their own choice. Returns the username as it is kept.

    Takes no actor: for the operator's command line alone, which already holds the database. Audited (R31).

    Raises:
        Invalid: a name is missing or unsuitable, or the password too weak; every problem at once.
        Conflict: the username is taken.
    """
    check = Checks()
    name = normal_username(username)
    check.that(
        USERNAME.fullmatch(name) is not None,
        "username",
        "The username needs 2 to 40 letters or digits, with dots or dashes between them if you like.",
    )
    shown = check.name("display_name", "The name to show", display_name)
    passwords.check_new(check, "password", password, name, shown)
    check.done()
    account = Account(
        username=name,
        display_name=shown,
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
    return name
