"""Whom a clinic's groups ask about, and what the clinic calls each of them: a handle, never the member's id (R26).

Ids are given out one after another. Those of two newcomers would tell how many members came between them, also when
these are people of whom the clinic may not know.
"""

from hmac import compare_digest

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from models import Confirmation, GraduateGroup, Member
from services import access
from services.errors import DomainError, NotFound
from services.security.actor import Actor
from services.security.digests import digest

# 128 bits, and short enough for the name of a widget.
_LENGTH = 32


class NotAsked(NotFound):
    """Nobody is asked about under this handle: answered, taken back, another clinic's or made up, all one text."""

    def __init__(self) -> None:
        DomainError.__init__(
            self, "Somebody has answered this already, or the group asks no more. Nothing was changed."
        )


def waiting(clinic_id: int | None) -> Select[Member, str]:
    """The members whom the clinic's groups ask about, each with the name of the group."""
    return (
        select(Member, GraduateGroup.name)
        .join(GraduateGroup, col(GraduateGroup.id) == col(Member.group_id))
        .where(
            GraduateGroup.clinic_id == clinic_id,
            Member.confirmation == Confirmation.WAITING,
            col(Member.erased_at).is_(None),
        )
    )


def handle_of(clinic_id: int | None, member_id: int | None) -> str:
    """What a clinic calls a newcomer: no other clinic's, and only the holder of the secret key can work it out."""
    return digest("newcomer", str(clinic_id), str(member_id))[:_LENGTH]


def newcomer(db: Session, actor: Actor, handle: str) -> Member:
    """The newcomer whom the clinic calls so, held until the transaction ends.

    Raises:
        NotAsked: nobody, or nobody any more.
    """
    wanted = handle.encode("utf-8", "surrogatepass")
    asked = db.execute(waiting(actor.clinic_id).with_only_columns(col(Member.id))).scalars()
    # Each is compared, whatever comes out: how long it takes tells nothing.
    ids = [id_ for id_ in asked if compare_digest(handle_of(actor.clinic_id, id_).encode(), wanted)]
    try:
        return access.member_to_confirm(db, actor, ids[0] if ids else 0)
    except NotFound as error:
        raise NotAsked from error
