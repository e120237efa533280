"""What everyone may do with their own account."""

from dataclasses import dataclass

from sqlmodel import Session, col, update

from models import Account, Clinic, Role, SignInSession
from services import access, audit, clock
from services.database import reading, transaction
from services.errors import Conflict, Invalid, NotFound, Problem
from services.fields import Checks
from services.security import passwords, throttle
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.security.throttle import Verdict
from services.security.tickets import open_session

WRONG = Problem("current", "The current password is not right. Type it again.")
TOO_OFTEN = "The current password was wrong too often. Wait five minutes, then try again."


@dataclass(frozen=True)
class OwnAccount:
    """What an account is for: its role, and the names of its clinic or groups."""

    role: Role
    scope: tuple[str, ...]


@needs(Permission.OWN_ACCOUNT)
def own_account(actor: Actor) -> OwnAccount:
    """The actor's own role and scope."""
    with reading() as db:
        clinic = db.get(Clinic, actor.clinic_id) if actor.clinic_id is not None else None
        names = (clinic.name,) if clinic else tuple(group.name for group in access.groups(db, actor))
        return OwnAccount(actor.role, names)


@needs(Permission.OWN_ACCOUNT)
def change_password(actor: Actor, current: str, new: str) -> str:
    """Sets a new password and ends every other sign-in session (R33); returns a ticket for this browser.

    Raises:
        Invalid: the current password is wrong, or the new one too short, too long or too easily guessed.
        Conflict: the current password was wrong five times in a quarter of an hour.
    """
    limits = throttle.of_own_password(actor.account_id)
    with transaction() as db:
        verdict = throttle.count(db, limits)
    if verdict is not Verdict.OPEN:
        raise Conflict(TOO_OFTEN)
    kept = _kept(actor)
    if not passwords.matches(current, kept):
        raise Invalid(WRONG)
    _check(actor, current, new)
    made = passwords.hash_password(new)
    with transaction() as db:
        throttle.forgive(db, limits)
        account = db.get(Account, actor.account_id, with_for_update=True)
        if account is None or account.password_hash != kept:
            raise Invalid(WRONG)
        account.password_hash, account.must_change_password = made, False
        sign_out_everywhere(db, account)
        audit.record(db, actor, "password.changed", "account", actor.account_id)
        return open_session(db, account)


def sign_out_everywhere(db: Session, account: Account) -> None:
    """Whoever is signed in with this account is out at their next action (R33)."""
    account.session_version += 1
    end_sessions(db, account.id or 0)


def end_sessions(db: Session, account_id: int) -> None:
    """Ends every sign-in session of an account."""
    db.exec(
        update(SignInSession)
        .where(col(SignInSession.account_id) == account_id, col(SignInSession.ended_at).is_(None))
        .values(ended_at=clock.now())
    )


def _kept(actor: Actor) -> str:
    with reading() as db:
        account = db.get(Account, actor.account_id)
        if account is None:
            raise NotFound
        return account.password_hash


def _check(actor: Actor, current: str, new: str) -> None:
    check = Checks()
    passwords.check_new(check, "new", new, actor.username, actor.display_name)
    check.that(new.strip() != current.strip(), "new", "That is the same password as before. Choose another.")
    check.done()
