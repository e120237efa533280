"""What a private calendar link answers to whoever holds it: the group's dates, for as long as it stands."""

from datetime import timedelta
from hmac import compare_digest

from sqlmodel import Session, col, select, update

from models import Account, AccountGroup, CalendarLink, GraduateGroup, Role
from services import clock
from services.calendar.entries import entries
from services.calendar.tokens import parts, signature
from services.calendar.writing import written
from services.database import reading, transaction
from services.errors import Conflict

NOTED_EVERY = timedelta(hours=1)


def feed(token: str) -> bytes | None:
    """The calendar behind a token; None for every other one, whether revoked, forged, unknown or stale (R33).

    Its owner must at this moment be active, within their time, and coordinate the group, which must not be archived.
    """
    link_id, signed = parts(token)
    with reading() as db:
        link, group = _standing(db, link_id)
        # Worked out and compared for an unknown one too: how long it takes tells nothing.
        genuine = compare_digest(signature(link_id, link.salt if link else ""), signed)
        if not genuine or link is None or group is None:
            return None
        made = written(group.name, entries(db, group, link.account_id))
        stale = link.last_read_at is None or link.last_read_at < clock.now() - NOTED_EVERY
    if stale:
        _note(link_id)
    return made


def _standing(db: Session, link_id: int) -> tuple[CalendarLink | None, GraduateGroup | None]:
    """The link if it stands now, with its group: one query, whatever the answer."""
    wanted = (
        select(CalendarLink, GraduateGroup)
        .join(GraduateGroup, col(GraduateGroup.id) == col(CalendarLink.group_id))
        .join(Account, col(Account.id) == col(CalendarLink.account_id))
        .join(
            AccountGroup,
            (col(AccountGroup.account_id) == col(CalendarLink.account_id))
            & (col(AccountGroup.group_id) == col(CalendarLink.group_id)),
        )
        .where(
            CalendarLink.id == link_id,
            col(CalendarLink.revoked_at).is_(None),
            Account.active,
            Account.role == Role.COORDINATOR,
            col(Account.valid_until).is_(None) | (col(Account.valid_until) >= clock.today()),
            col(GraduateGroup.archived_at).is_(None),
        )
    )
    found = db.exec(wanted).first()
    return (found[0], found[1]) if found else (None, None)


def _note(link_id: int) -> None:
    try:
        with transaction() as db:
            db.exec(update(CalendarLink).where(col(CalendarLink.id) == link_id).values(last_read_at=clock.now()))
    except Conflict:
        return  # a busy database: the next fetch notes it
