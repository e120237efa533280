"""A coordinator's own private link to a group's calendar: made, shown again, replaced, stopped."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlmodel import Session, col, select

from models import CalendarLink
from services import access, audit, clock
from services.calendar.tokens import token_of
from services.database import reading, transaction
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.settings import settings


@dataclass(frozen=True)
class LinkView:
    """The link that works now. `last_read_at` is when a calendar last fetched it, to the hour."""

    id: int
    address: str
    last_read_at: datetime | None


@needs(Permission.PLAN_SESSIONS)
def calendar_link(actor: Actor, group_id: int) -> LinkView | None:
    """The actor's own link to this group's calendar, if there is one. Nobody else is shown it."""
    with reading() as db:
        access.group(db, actor, group_id)
        found = _live(db, actor, group_id)
        return _view(found) if found else None


@needs(Permission.PLAN_SESSIONS)
def make_calendar_link(actor: Actor, group_id: int) -> LinkView:
    """Makes the actor's link; while there is one, a second time gives the same one."""
    with transaction() as db:
        access.group(db, actor, group_id)
        return _view(_live(db, actor, group_id) or _make(db, actor, group_id))


@needs(Permission.PLAN_SESSIONS)
def renew_calendar_link(actor: Actor, group_id: int, link_id: int) -> LinkView:
    """Stops the link `link_id` and makes another. Asked twice for the same one, the second time changes nothing."""
    with transaction() as db:
        access.group(db, actor, group_id)
        found = _live(db, actor, group_id)
        if found and found.id != link_id:
            return _view(found)
        if found:
            _revoke(db, actor, found)
        return _view(_make(db, actor, group_id))


@needs(Permission.PLAN_SESSIONS)
def revoke_calendar_link(actor: Actor, group_id: int) -> None:
    """Stops the actor's link: from now on it is answered as one that never was. A second time changes nothing."""
    with transaction() as db:
        access.group(db, actor, group_id)
        if found := _live(db, actor, group_id):
            _revoke(db, actor, found)


def _live(db: Session, actor: Actor, group_id: int) -> CalendarLink | None:
    wanted = select(CalendarLink).where(
        CalendarLink.account_id == actor.account_id,
        CalendarLink.group_id == group_id,
        col(CalendarLink.revoked_at).is_(None),
    )
    return db.exec(wanted).first()


def _make(db: Session, actor: Actor, group_id: int) -> CalendarLink:
    link = CalendarLink(account_id=actor.account_id, group_id=group_id, salt=token_hex(16), created_at=clock.now())
    db.add(link)
    db.flush()
    audit.record(db, actor, "calendar_link.made", "calendar_link", link.id, group_id=group_id)
    return link


def _revoke(db: Session, actor: Actor, link: CalendarLink) -> None:
    link.revoked_at = clock.now()
    db.add(link)
    db.flush()  # before another is added: only one may live
    audit.record(db, actor, "calendar_link.revoked", "calendar_link", link.id, group_id=link.group_id)


def _view(link: CalendarLink) -> LinkView:
    address = f"{settings().public_url.rstrip('/')}/calendar/{token_of(link)}.ics"
    return LinkView(link.id or 0, address, link.last_read_at)
