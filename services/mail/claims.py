"""Who sends which news: claimed, then told or tried again later, so that each is sent once whoever runs.

A claim holds for `LEASE`. After a failure it is dated so that it ends when the next try is due.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, union_all, update
from sqlmodel import Session, col, select

from models import Account, MailKind, MailNews, Referral, ReferralEvent
from services import clock
from services.database import reading, transaction
from services.mail import news
from services.mail.weeks import week_of

LEASE = timedelta(minutes=15)
# How long to wait after the first failure, the second, and so on; after the last try it is given up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120, 360, 1440))
MOST_ATTEMPTS = len(WAITS) + 1
LONGEST = timedelta(days=3)


@dataclass(frozen=True)
class Claimed:
    """All that one account is to be told now. `key` stays the same when the same is sent again."""

    account_id: int
    address: str
    news_ids: tuple[int, ...]
    key: str
    at: datetime


def accounts_due() -> list[int]:
    """The accounts for which a message is due, the longest waiting first."""
    due = select(MailNews.account_id).where(*_open(), _free()).group_by(col(MailNews.account_id))
    with reading() as db:
        return list(db.exec(due.order_by(func.min(MailNews.found_at), col(MailNews.account_id))))


def claim(account_id: int) -> Claimed | None:
    """Takes what is due for an account, and drops what is no longer to be told; None when nothing is left.

    Consent is asked here again, at the moment of sending (R9), as are the account and its choices.
    """
    at = clock.now()
    mine = update(MailNews).where(col(MailNews.account_id) == account_id, *_open(), _free())
    with transaction() as db:
        taken = db.execute(
            mine.values(claimed_at=at)
            .returning(col(MailNews.id), col(MailNews.kind), col(MailNews.about_id))
            .execution_options(synchronize_session=False)
        ).all()
        ids = {(kind, about_id): news_id for news_id, kind, about_id in taken}
        still = _still(db, account_id, ids) if ids else set()
        gone = [ids[each] for each in ids.keys() - still]
        db.execute(delete(MailNews).where(col(MailNews.id).in_(gone)))
        address = db.exec(select(Account.email).where(Account.id == account_id)).one()
    told = sorted((ids[each], each) for each in still)
    if not told or not address:
        return None
    _, (kind, about_id) = told[0]
    return Claimed(account_id, address, tuple(news_id for news_id, _ in told), f"{account_id}.{kind}.{about_id}", at)


def told(claimed: Claimed) -> None:
    """Notes that it was sent; with it everything else that waited, because every message says the same."""
    waited = (col(MailNews.account_id) == claimed.account_id) & (col(MailNews.found_at) <= claimed.at)
    mine = or_(col(MailNews.id).in_(claimed.news_ids), waited & col(MailNews.given_up_at).is_(None))
    with transaction() as db:
        db.execute(update(MailNews).where(mine, col(MailNews.sent_at).is_(None)).values(sent_at=clock.now()))


def failed(claimed: Claimed) -> None:
    """Counts a try, and has the next one wait."""
    with transaction() as db:
        for row in db.exec(select(MailNews).where(col(MailNews.id).in_(claimed.news_ids))):
            wait = WAITS[min(row.attempts, len(WAITS) - 1)]
            row.attempts += 1
            row.claimed_at = clock.now() + wait - LEASE


def release(claimed: Claimed) -> None:
    """Gives it back untried: the trouble is the server's."""
    with transaction() as db:
        db.execute(update(MailNews).where(col(MailNews.id).in_(claimed.news_ids)).values(claimed_at=None))


def give_up() -> int:
    """Stops trying what failed too often or waited too long; for how many accounts."""
    too_long = col(MailNews.found_at) <= clock.now() - LONGEST
    hopeless = update(MailNews).where(*_open(), or_(col(MailNews.attempts) >= MOST_ATTEMPTS, too_long))
    with transaction() as db:
        given_up = db.execute(
            hopeless.values(given_up_at=clock.now())
            .returning(col(MailNews.account_id))
            .execution_options(synchronize_session=False)
        )
        return len(set(given_up.scalars()))


def how_many_wait() -> int:
    """For how many accounts there is news that was neither sent nor given up."""
    with reading() as db:
        return db.exec(select(func.count(func.distinct(MailNews.account_id))).where(*_open())).one()


def _open() -> tuple[ColumnElement[bool], ...]:
    return col(MailNews.sent_at).is_(None), col(MailNews.given_up_at).is_(None)


def _free() -> ColumnElement[bool]:
    return or_(col(MailNews.claimed_at).is_(None), col(MailNews.claimed_at) <= clock.now() - LEASE)


def _still(db: Session, account_id: int, taken: Iterable[tuple[MailKind, int]]) -> set[tuple[MailKind, int]]:
    """Which of it is still news to this account, in one query."""
    about: dict[MailKind, list[int]] = {kind: [] for kind in MailKind}
    for kind, about_id in taken:
        about[kind].append(about_id)
    wanted: list[Any] = [
        news.referrals().where(col(Referral.id).in_(about[MailKind.REFERRAL])),
        news.milestones().where(col(ReferralEvent.id).in_(about[MailKind.MILESTONE])),
    ]
    for key in about[MailKind.DIGEST]:
        wanted += news.digests(week_of(key))
    found = db.execute(union_all(*(each.where(col(Account.id) == account_id) for each in wanted)))
    return {(MailKind(kind), about_id) for _, kind, about_id in found}
