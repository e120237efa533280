"""What a member says about one role: whether they would like it, and how far they have grown into it (R18, R22)."""

from models import Growth, MemberRole, Wish
from services import access, audit
from services.database import transaction
from services.errors import NotFound
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.KEEP_MEMBERS)
def set_wish(actor: Actor, member_id: int, group_role_id: int, wish: Wish, growth: Growth) -> None:
    """Writes down what the member said about a role of their group. It is theirs to say, forwards or back.

    Raises:
        NotFound: no such member or role, or not of the actor's group.
    """
    with transaction() as db:
        member = access.member(db, actor, member_id)
        role = access.group_role(db, actor, group_role_id)
        if role.group_id != member.group_id or role.archived_at:
            raise NotFound
        said = db.get(MemberRole, (member_id, group_role_id)) or MemberRole(
            member_id=member_id, group_role_id=group_role_id
        )
        changes: audit.Changes = {"wish": (said.wish, wish), "growth": (said.growth, growth)}
        said.wish, said.growth = wish, growth
        db.add(said)
        audit.record(db, actor, "member.wish_set", "member", member_id, group_id=member.group_id, changes=changes)
