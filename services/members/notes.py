"""Notes among the coordinators. They never leave the group."""

from models import MemberNote
from services import access, audit, clock
from services.database import transaction
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.KEEP_MEMBERS)
def add_note(actor: Actor, member_id: int, text: str) -> None:
    """Adds a note to a member.

    Raises:
        NotFound: no such member, or not of the actor's group.
        Invalid: nothing was written, or it cannot be kept.
    """
    check = Checks()
    text = check.paragraph("text", "The note", text, required=True)
    check.done()
    with transaction() as db:
        member = access.member(db, actor, member_id)
        db.add(MemberNote(member_id=member_id, text=text, at=clock.now(), account_id=actor.account_id))
        audit.record(db, actor, "member.note_added", "member", member_id, group_id=member.group_id)
