"""Keeping a guesser out without letting them lock anyone else out.

Attempts are counted by user name *and* source, and by source alone. A browser that has signed in to the account
before is counted on its own, so a stranger's failures never reach it.
"""

from datetime import timedelta
from enum import Enum, auto

from sqlalchemy import ColumnElement, case, delete, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from models import LARGEST_ID, SignInThrottle
from services import clock
from services.security.digests import digest

WINDOW = timedelta(minutes=15)
LOCKED_FOR = timedelta(minutes=5)
FAILURES = 5
FAILURES_OF_A_SOURCE = 50

Limits = dict[str, int]
"""Key to the failures that it may have in a window."""


class Verdict(Enum):
    """Whether an attempt may go ahead; `LOCKED_NOW` is the one attempt that locked."""

    OPEN = auto()
    LOCKED_NOW = auto()
    LOCKED = auto()


def of_stranger(username: str, source: str) -> Limits:
    """What an attempt from a browser that the account does not know counts against."""
    return {digest("name", username, source): FAILURES, digest("source", source): FAILURES_OF_A_SOURCE}


def of_known_browser(account_id: int, browser_digest: str) -> Limits:
    """What an attempt from a browser that has signed in to this account before counts against."""
    return {digest("known", str(account_id), browser_digest): FAILURES}


def of_own_password(account_id: int) -> Limits:
    """What a wrong current password counts against, for someone already signed in."""
    return {digest("own password", str(account_id)): FAILURES}


def of_code(source: str) -> Limits:
    """What a wrong code, typed or scanned by whoever is not signed in, counts against."""
    return {digest("code", source): FAILURES_OF_A_SOURCE}


def of_no_guess() -> Limits:
    """What a refusal that was no guess counts against: it keeps nobody out and says of nobody, and takes as long."""
    return {digest("no guess"): LARGEST_ID}


def locked(db: Session, limits: Limits) -> bool:
    """Whether any of these is locked now. Counts nothing, and so keeps nothing about whoever asks."""
    keys, now = col(SignInThrottle.key).in_(limits), clock.now()
    return db.exec(select(SignInThrottle.key).where(keys, col(SignInThrottle.locked_until) > now)).first() is not None


def count(db: Session, limits: Limits) -> Verdict:
    """Counts one attempt, before any password is looked at: attempts at the same moment cannot slip through."""
    verdicts = {_count(db, key, most) for key, most in sorted(limits.items())}
    for worst in (Verdict.LOCKED_NOW, Verdict.LOCKED):
        if worst in verdicts:
            return worst
    return Verdict.OPEN


def forgive(db: Session, limits: Limits) -> None:
    """Takes an attempt that was right back: the narrow count starts anew, a source's goes down by this one."""
    narrow = [key for key, most in limits.items() if most == FAILURES]
    db.exec(delete(SignInThrottle).where(col(SignInThrottle.key).in_(narrow)))
    db.exec(
        update(SignInThrottle)
        .where(col(SignInThrottle.key).in_(limits), col(SignInThrottle.failures) > 0)
        .values(failures=col(SignInThrottle.failures) - 1)
    )
    db.exec(delete(SignInThrottle).where(col(SignInThrottle.window_started_at) < clock.now() - timedelta(days=1)))


def _count(db: Session, key: str, most: int) -> Verdict:
    """One statement that inserts or counts up, so that the database keeps attempts in line."""
    now = clock.now()
    row = SignInThrottle
    failures, started, locked = col(row.failures), col(row.window_started_at), col(row.locked_until)
    anew: ColumnElement[bool] = or_(started < now - WINDOW, locked <= now)
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    counted = (
        insert(row)
        .values(key=key, failures=1, window_started_at=now, locked_until=None)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={
                "failures": case((anew, 1), else_=failures + 1),
                "window_started_at": case((anew, now), else_=started),
                "locked_until": case(
                    (locked > now, locked), (anew, None), (failures + 1 > most, now + LOCKED_FOR), else_=None
                ),
            },
        )
        .returning(locked, failures)
    )
    until, tries = db.execute(counted).one()
    if until is None:
        return Verdict.OPEN
    return Verdict.LOCKED_NOW if tries == most + 1 else Verdict.LOCKED
