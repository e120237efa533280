"""From a right password to a cookie: a one-time ticket that the browser swaps for a token.

A Streamlit script cannot set an HttpOnly cookie, so it hands the browser a ticket, and the browser brings it to the
server over plain HTTP. Only digests of tickets, tokens and known browsers are kept.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from models import Account, KnownBrowser, SignInSession
from services import clock
from services.database import transaction
from services.security.digests import digest

TICKET_LASTS = timedelta(seconds=30)
SIGNED_IN_FOR = timedelta(hours=12)
BROWSER_KNOWN_FOR = timedelta(days=365)
TOKEN_LENGTH = 43  # characters of 32 random bytes


@dataclass(frozen=True)
class Cookies:
    """The two values that a browser keeps: who is signed in, and that it has been here before."""

    token: str
    browser: str


def open_session(db: Session, account: Account) -> str:
    """Begins a sign-in session of the account as it is now; returns its ticket, good for 30 seconds and once."""
    ticket, now = secrets.token_urlsafe(32), clock.now()
    db.add(
        SignInSession(
            account_id=account.id or 0,
            session_version=account.session_version,
            ticket_digest=digest("ticket", ticket),
            ticket_expires_at=now + TICKET_LASTS,
            created_at=now,
            last_seen_at=now,
            expires_at=now + SIGNED_IN_FOR,
        )
    )
    return ticket


def redeem_ticket(ticket: str, browser: str | None = None) -> Cookies | None:
    """Swaps a ticket for the cookies; None when it is unknown, used or too old. `browser` is its own cookie so far."""
    now = clock.now()
    with transaction() as db:
        wanted = select(SignInSession).where(
            SignInSession.ticket_digest == digest("ticket", ticket),
            SignInSession.ticket_expires_at > now,
            col(SignInSession.ended_at).is_(None),
        )
        session = db.exec(wanted.with_for_update()).first()
        if session is None:
            return None
        cookies = Cookies(secrets.token_urlsafe(32), _well_formed(browser) or secrets.token_urlsafe(32))
        session.ticket_digest, session.token_digest = None, digest("token", cookies.token)
        _remember(db, session.account_id, cookies.browser)
        return cookies


def known_browser(db: Session, account_id: int, browser: str | None) -> str | None:
    """The digest of `browser` when it has signed in to this account within a year."""
    value = _well_formed(browser)
    found = db.get(KnownBrowser, (account_id, digest("browser", value))) if value else None
    if found is None or found.last_seen_at < clock.now() - BROWSER_KNOWN_FOR:
        return None
    return found.browser_digest


def _remember(db: Session, account_id: int, browser: str) -> None:
    db.merge(KnownBrowser(account_id=account_id, browser_digest=digest("browser", browser), last_seen_at=clock.now()))


def _well_formed(value: str | None) -> str | None:
    return value if value and len(value) == TOKEN_LENGTH and value.isascii() else None
