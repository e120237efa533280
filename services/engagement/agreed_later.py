"""How many people who agree now are left out of figures about a person's way, because they agreed late (R23, R26)."""

from typing import Any

from sqlalchemy import func, not_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import Graduate, Member, Referral
from services import access
from services.database import reading
from services.engagement.disclosure import agrees, may_count
from services.kept import kept
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


@needs(Permission.SEE_ENGAGEMENT)
@kept
def agreed_later(actor: Actor, group_id: int) -> int:
    """How many people in a group, or referred to it, agree now and are still in no figure that follows people.

    They stood among the others of a group session that was given out before they agreed (docs/disclosure.md, rule 4).
    Nobody for a coordinator, whose figures leave nobody out.

    Raises:
        NotFound: not a group of the actor's.
    """
    with reading() as db:
        access.group(db, actor, group_id)
        return count_agreed_later(db, actor, group_id)


def count_agreed_later(db: Session, actor: Actor, group_id: int | None = None) -> int:
    """The same within a reading of the caller's, who has made sure of the group; None is all that the actor has."""
    # A name of its own: the gate's conditions are about graduates too.
    person = aliased(Graduate)
    agreers = select(func.count(col(person.id))).where(
        person.clinic_id == actor.clinic_id,  # nothing new, but what is not the actor's is not even looked at
        agrees(actor, col(person.id)),
        not_(may_count(actor, col(person.id))),
    )
    return db.exec(agreers if group_id is None else agreers.where(col(person.id).in_(_have_to_do_with(group_id)))).one()


def _have_to_do_with(group_id: int) -> Any:
    members = select(Member.graduate_id).where(Member.group_id == group_id)
    sent = select(Referral.graduate_id).where(Referral.group_id == group_id, col(Referral.sent_at).is_not(None))
    return members.union(sent)
