"""Finding what is to be told and was not yet: each piece of news once for each account, whoever looks."""

from datetime import timedelta
from typing import Any

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from models import MailNews, Referral, ReferralEvent
from services import clock
from services.database import transaction
from services.mail import news
from services.mail.weeks import week_due

# Older news is not told: turning mail on must not tell about years.
LATELY = timedelta(days=7)


def find() -> None:
    """Notes the news of the last week, in a fixed number of statements whatever the number of accounts."""
    since = clock.now() - LATELY
    found = [
        news.referrals().where(col(Referral.sent_at) > since),
        news.milestones().where(col(ReferralEvent.at) > since),
    ]
    if week := week_due():
        found += news.digests(week)
    with transaction() as db:
        for each in found:
            _note(db, each)


def _note(db: Session, found: Any) -> None:
    """Two runs at once find the same: the second's are already there, which is no error."""
    table = MailNews.__table__  # type: ignore[attr-defined]
    insert = sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert
    complete = found.add_columns(literal(clock.now(), table.c.found_at.type), literal(0))
    columns = ["account_id", "kind", "about_id", "found_at", "attempts"]
    db.execute(insert(table).on_conflict_do_nothing().from_select(columns, complete, include_defaults=False))
