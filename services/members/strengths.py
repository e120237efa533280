"""What members say they are good at or enjoy: from the group's list, or something new, in their own words."""

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from models import Member, MemberStrength, Strength
from services import access, audit
from services.database import transaction
from services.fields import Checks
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.KEEP_MEMBERS)
def add_strength(actor: Actor, member_id: int, name: str, own_words: str = "") -> None:
    """Adds a strength to a member. A name that the group's list does not hold yet is added to it.

    Said again, the new own words take the place of the old.

    Raises:
        NotFound: no such member, or not of the actor's group.
        Invalid: no name, or something that cannot be kept.
    """
    check = Checks()
    name = check.name("name", "The strength", name)
    own_words = check.line("own_words", "Their own words", own_words)
    check.done()
    with transaction() as db:
        member = access.member(db, actor, member_id)
        strength = _listed(db, actor, member, name)
        said = db.get(MemberStrength, (member_id, strength.id)) or MemberStrength(
            member_id=member_id, strength_id=strength.id or 0
        )
        said.own_words = own_words
        db.add(said)
        # Raises the version, so that a form filled before does not take it off again.
        flag_modified(member, "name")
        changes: audit.Changes = {"strength": (None, strength.name), "own_words": (None, own_words)}
        audit.record(db, actor, "member.strength_added", "member", member_id, group_id=member.group_id, changes=changes)


def _listed(db: Session, actor: Actor, member: Member, name: str) -> Strength:
    """The strength of that name on the group's list, in any case; a new one when there is none."""
    listed = db.exec(select(Strength).where(Strength.group_id == member.group_id).order_by(col(Strength.id)))
    # Compared here, not in SQL: SQLite folds the case of unaccented letters only.
    for strength in listed:
        if strength.name.casefold() == name.casefold():
            strength.archived_at = None
            return strength
    made = Strength(group_id=member.group_id, name=name)
    db.add(made)
    db.flush()
    audit.record(db, actor, "strength.added", "strength", made.id, group_id=member.group_id)
    return made
