"""Stepping back: a coordinator hands the group to the others, and nothing in it is lost."""

from sqlmodel import Session, col, select, update

from models import Account, CalendarLink
from services import audit, clock
from services.administration.scopes import groups_of, set_groups
from services.database import transaction
from services.errors import Conflict, NotFound
from services.group_sessions.overlap import locked_group
from services.handover.team import other_coordinators
from services.security.actor import Actor
from services.security.needs import needs
from services.security.own_account import sign_out_everywhere
from services.security.permissions import Permission

THE_LAST = (
    "You are the only coordinator of this group, so it would have nobody. "
    "Invite another coordinator first, then step back. Nothing was changed."
)


@needs(Permission.KEEP_GROUP)
def step_back(actor: Actor, group_id: int) -> None:
    """The actor no longer coordinates this group, and is signed out (R33).

    The group keeps everything; their calendar link ends, and whoever they invited stays. Without another group
    the account is deactivated; an administrator can bring it back. As a member they stay a member.

    Raises:
        NotFound: not a group of the actor's.
        Conflict: nobody else coordinates it.
    """
    with transaction() as db:
        # Two who step back at once: the second one waits here, and then finds nobody else.
        locked_group(db, actor, group_id)
        account = db.get(Account, actor.account_id, with_for_update=True)
        if account is None or group_id not in groups_of(db, actor.account_id):
            raise NotFound
        if not other_coordinators(db, actor, group_id):
            raise Conflict(THE_LAST)
        kept = [other for other in groups_of(db, actor.account_id) if other != group_id]
        set_groups(db, actor.account_id, kept)
        account.active = bool(kept)
        _end_calendar_link(db, actor, group_id)
        sign_out_everywhere(db, account)
        changes: audit.Changes = {"group_id": (group_id, None), "active": (True, account.active)}
        audit.record(
            db, actor, "coordinator.stepped_back", "account", actor.account_id, group_id=group_id, changes=changes
        )


def _end_calendar_link(db: Session, actor: Actor, group_id: int) -> None:
    live = select(CalendarLink.id).where(
        CalendarLink.account_id == actor.account_id,
        CalendarLink.group_id == group_id,
        col(CalendarLink.revoked_at).is_(None),
    )
    db.exec(update(CalendarLink).where(col(CalendarLink.id).in_(live)).values(revoked_at=clock.now()))
