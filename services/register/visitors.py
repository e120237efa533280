"""Guests who are nobody's member (a partner, a speaker): how many, never who (R16)."""

from models import MarkKind
from services import access, audit
from services.database import transaction
from services.fields import Checks
from services.register.states import refuse_marks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission

MOST = 99


@needs(Permission.KEEP_REGISTER)
def count_visitors(actor: Actor, group_session_id: int, visitors: int) -> None:
    """Sets how many guests there were; they count in no figure of members.

    Raises:
        Invalid: below none, or more than any room holds.
        Closed: cancelled, finished, or the day has not come.
        NotFound: no such group session.
    """
    check = Checks()
    check.that(0 <= visitors <= MOST, "visitors", f"Count from 0 to {MOST} guests.")
    check.done()
    with transaction() as db:
        group_session = access.group_session(db, actor, group_session_id, to_change=True)
        refuse_marks(group_session, {MarkKind.CAME})
        if group_session.visitors == visitors:
            return
        changes: audit.Changes = {"visitors": (group_session.visitors, visitors)}
        group_session.visitors = visitors
        scope = group_session.group_id
        audit.record(db, actor, "register.visitors", "group_session", group_session_id, group_id=scope, changes=changes)
