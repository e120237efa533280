"""Signing in and out, and who a browser's cookie speaks for right now."""

from datetime import timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, col, select, update

from models import NAME, Account, AccountGroup, GraduateGroup, SignInSession
from services import audit, clock
from services.database import reading, transaction
from services.errors import Conflict
from services.security import passwords, throttle
from services.security.actor import Actor
from services.security.digests import digest
from services.security.needs import needs
from services.security.permissions import Permission
from services.security.throttle import Limits, Verdict
from services.security.tickets import TOKEN_LENGTH, known_browser, open_session

SEEN_EVERY = timedelta(minutes=1)

# Asked in every run of every page, so put together once.
_SPEAKS_FOR = (
    select(SignInSession, Account, GraduateGroup.id)
    .join(Account, col(Account.id) == SignInSession.account_id)
    .outerjoin(AccountGroup, col(AccountGroup.account_id) == Account.id)
    .outerjoin(
        GraduateGroup,
        (col(GraduateGroup.id) == AccountGroup.group_id) & col(GraduateGroup.archived_at).is_(None),
    )
    .where(
        col(SignInSession.token_digest) == bindparam("digest"),
        col(SignInSession.ended_at).is_(None),
        col(SignInSession.expires_at) > bindparam("now"),
        Account.active,
        col(Account.valid_until).is_(None) | (col(Account.valid_until) >= bindparam("today")),
        SignInSession.session_version == Account.session_version,
    )
    .order_by(col(GraduateGroup.id))
)


def sign_in(username: str, password: str, *, source: str, browser: str | None = None) -> str | None:
    """Checks a name and a password; returns a ticket for `tickets.redeem_ticket`.

    None for every refusal: unknown, wrong, deactivated and locked look the same from outside, and take the same time
    unless locked. `source` is the caller's network address, `browser` its known-browser cookie. Audited (R31).
    """
    name = normal_username(username)
    with transaction() as db:
        account = _account(db, name)
        limits = _limits(db, account, name, source, browser)
        verdict = throttle.count(db, limits)
        if verdict is Verdict.LOCKED_NOW:
            _record_refusal(db, account, "account.sign_in_locked")
        kept = account.password_hash if account else None
    if verdict is not Verdict.OPEN:
        return None
    # Outside any transaction: hashing is slow on purpose and must not hold the database.
    right = passwords.matches(password, kept)
    with transaction() as db:
        account = _account(db, name)
        if not right or account is None or not _may_sign_in(account) or account.password_hash != kept:
            _record_refusal(db, account, "account.sign_in_failed")
            return None
        throttle.forgive(db, limits)
        return _welcome(db, account)


@needs(Permission.OWN_ACCOUNT)
def sign_out(actor: Actor) -> None:
    """Ends this browser's sign-in session, in all of its tabs."""
    with transaction() as db:
        session = db.get(SignInSession, actor.sign_in_session_id)
        if session is not None and session.account_id == actor.account_id and session.ended_at is None:
            session.ended_at = clock.now()
            audit.record(db, actor, "account.signed_out", "account", actor.account_id)


def actor_of_token(token: str | None) -> Actor | None:
    """Who the cookie's value speaks for at this moment: one query, so a change of account counts at once (R33)."""
    if not token or len(token) != TOKEN_LENGTH:
        return None
    now = clock.now()
    asked = {"digest": digest("token", token), "now": now, "today": clock.today()}
    with reading() as db:
        rows = db.execute(_SPEAKS_FOR, asked).all()
        if not rows:
            return None
        session, account, _ = rows[0]
        actor = actor_of(account, tuple(group_id for *_, group_id in rows if group_id), session.id or 0)
        stale = session.last_seen_at < now - SEEN_EVERY
    if stale:
        _seen(actor)
    return actor


def actor_of(account: Account, group_ids: tuple[int, ...] = (), sign_in_session_id: int = 0) -> Actor:
    """The actor that a row stands for."""
    return Actor(
        account_id=account.id or 0,
        username=account.username,
        display_name=account.display_name,
        role=account.role,
        clinic_id=account.clinic_id,
        group_ids=group_ids,
        sign_in_session_id=sign_in_session_id,
        must_change_password=account.must_change_password,
    )


def normal_username(username: str) -> str:
    """The username as it is kept: trimmed, small letters. What no database would take is nobody's name."""
    name = username.strip().casefold()
    return name if len(name) <= NAME and name.isprintable() else ""


def _may_sign_in(account: Account) -> bool:
    return account.active and (account.valid_until is None or account.valid_until >= clock.today())


def _account(db: Session, name: str) -> Account | None:
    return db.exec(select(Account).where(Account.username == name)).first() if name else None


def _limits(db: Session, account: Account | None, name: str, source: str, browser: str | None) -> Limits:
    known = known_browser(db, account.id or 0, browser) if account else None
    if account and known:
        return throttle.of_known_browser(account.id or 0, known)
    return throttle.of_stranger(name, source)


def _record_refusal(db: Session, account: Account | None, action: str) -> None:
    # Nobody was identified, so nobody is named as having acted; the account is what it was about.
    if account is None:
        audit.record(db, None, action, "account")
    else:
        audit.record(db, None, action, "account", account.id, clinic_id=account.clinic_id)


def _welcome(db: Session, account: Account) -> str:
    before, account.last_sign_in_at = account.last_sign_in_at, clock.now()
    # Signing in again on the same day is the same visit: what had changed by the morning is still news.
    if before is not None and clock.local(before).date() < clock.today():
        account.previous_sign_in_at = before
    audit.record(db, actor_of(account), "account.signed_in", "account", account.id)
    return open_session(db, account)


def _seen(actor: Actor) -> None:
    try:
        with transaction() as db:
            db.exec(
                update(SignInSession)
                .where(col(SignInSession.id) == actor.sign_in_session_id)
                .values(last_seen_at=clock.now())
            )
    except Conflict:
        return  # a busy database: the next rerun notes it
