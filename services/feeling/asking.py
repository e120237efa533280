"""What whoever keeps the register sees of the question: its code while it is answered, then the answers together."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlmodel import Session

from models import Face
from services import access, audit
from services.database import reading, transaction
from services.errors import Conflict, NotFound
from services.feeling.codes import code_of
from services.feeling.counting import add_renewal, settle
from services.feeling.standing import Standing, came, standing
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.settings import settings

ENOUGH = 8
"""From how many people marked as having come, and from how many answers on, the answers are shown."""


class Missing(Enum):
    """What the answers lack to be shown. Of the answers nothing is said before enough people are marked."""

    PEOPLE = auto()
    ANSWERS = auto()


WHY = {
    Missing.PEOPLE: f"The answers stay hidden, because fewer than {ENOUGH} people are marked as having come, and "
    "nobody should stand out. If somebody else came, mark them above. Otherwise there is nothing to do.",
    Missing.ANSWERS: f"There are not enough answers to show. It takes {ENOUGH}, so that nobody stands out.",
}


@dataclass(frozen=True)
class Question:
    """A group session's question: until when it is answered, and while it is `open`, where its code leads.

    The code was made anew `renewed` times. `came` are the people marked; `missing` is None while it is open. How many
    chose each face is `see_answers`.
    """

    group_session_id: int
    open: bool
    until: datetime
    address: str
    renewed: int
    came: int
    missing: Missing | None


@needs(Permission.KEEP_REGISTER)
def question(actor: Actor, group_session_id: int) -> Question | None:
    """The question of a group session; None while there is none: the group does not ask, not begun, cancelled.

    Raises:
        NotFound: no such group session, or of another group.
    """
    with reading() as db:
        access.group_session(db, actor, group_session_id)
        found = standing(db, group_session_id)
        return _view(found, came(db, group_session_id)) if found else None


@needs(Permission.KEEP_REGISTER)
def see_answers(actor: Actor, group_session_id: int) -> tuple[tuple[Face, int], ...]:
    """How many chose each face, the happiest last, once the question is over.

    Not while it is open: from one answer to the next anybody could tell what the last one was. The first look
    settles them, and is recorded (R31): they stay, even when the group session is moved.

    Raises:
        NotFound: no such group session, of another group, or it has no question that is over.
        Conflict: fewer than 8 people are marked as having come, or there are fewer than 8 answers.
    """
    with reading() as db:
        _, found = _over(db, actor, group_session_id)
    if found.shown:
        return tuple(found.counts.items())
    with transaction() as db:
        group_id, found = _over(db, actor, group_session_id)
        if settle(db, group_session_id):
            audit.record(db, actor, "feeling.shown", "group_session", group_session_id, group_id=group_id)
    return see_answers(actor, group_session_id)


@needs(Permission.KEEP_REGISTER)
def renew_code(actor: Actor, group_session_id: int, renewed: int) -> None:
    """Stops the code that was made anew `renewed` times and makes another. A second time changes nothing.

    Raises:
        NotFound: no such group session, of another group, or its question takes no answers now.
    """
    with transaction() as db:
        meeting = access.group_session(db, actor, group_session_id)
        found = standing(db, group_session_id)
        if found is None or not found.open:
            raise NotFound
        if found.renewed == renewed and add_renewal(db, group_session_id, renewed):
            group_id = meeting.group_id
            audit.record(db, actor, "feeling.code_renewed", "group_session", group_session_id, group_id=group_id)


def _over(db: Session, actor: Actor, group_session_id: int) -> tuple[int, Standing]:
    """The group, and the question that is over, with enough answers of enough people."""
    meeting = access.group_session(db, actor, group_session_id)
    found = standing(db, group_session_id)
    if found is None or found.open:
        raise NotFound
    if missing := _missing(found, came(db, group_session_id)):
        raise Conflict(WHY[missing])
    return meeting.group_id, found


def _missing(found: Standing, people: int) -> Missing | None:
    if found.open:
        return None
    if people < ENOUGH:
        return Missing.PEOPLE
    return Missing.ANSWERS if found.answered < ENOUGH else None


def _view(found: Standing, people: int) -> Question:
    page = f"{settings().public_url.rstrip('/')}/feeling"
    return Question(
        group_session_id=found.group_session_id,
        open=found.open,
        until=found.until,
        address=f"{page}/{code_of(found.group_session_id, found.renewed)}" if found.open else "",
        renewed=found.renewed,
        came=people,
        missing=_missing(found, people),
    )
