"""What whoever keeps the register sees of the question: its code while it is answered, then the answers together."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlmodel import Session

from models import Face
from services import access, audit
from services.database import reading, transaction
from services.errors import NotFound
from services.feeling.codes import code_of
from services.feeling.counting import add_renewal, end
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


@dataclass(frozen=True)
class Question:
    """A group session's question: until when it is answered, and while it is `open`, where its code leads.

    The code was made anew `renewed` times. Nothing here depends on who came, or on what was answered.
    """

    group_session_id: int
    open: bool
    until: datetime
    address: str
    renewed: int


@dataclass(frozen=True)
class Answers:
    """How many chose each face, the happiest last, of how many people marked as having come; else what is `missing`."""

    counts: tuple[tuple[Face, int], ...] = ()
    came: int = 0
    missing: Missing | None = None


@needs(Permission.KEEP_REGISTER)
def question(actor: Actor, group_session_id: int) -> Question | None:
    """The question of a group session; None while there is none: the group does not ask, not begun, cancelled.

    Raises:
        NotFound: no such group session, or of another group.
    """
    with reading() as db:
        access.group_session(db, actor, group_session_id)
        found = standing(db, group_session_id)
        return _view(found) if found else None


@needs(Permission.KEEP_REGISTER)
def see_answers(actor: Actor, group_session_id: int) -> Answers:
    """The answers once the question is over, with at least 8 people marked as having come, and 8 answers.

    Not while it is open: from one answer to the next anybody could tell what the last one was. The first look ends it
    for good, even when the group session is moved, and is recorded (R31): both whether there is anything to see or
    not, since whoever has the code, or reads the audit, would else learn that 8 came (R26).

    Raises:
        NotFound: no such group session, of another group, or it has no question that is over.
    """
    with reading() as db:
        group_id, found = _over(db, actor, group_session_id)
        if found.shown:
            return _answers(found, came(db, group_session_id))
    with transaction() as db:
        _over(db, actor, group_session_id)
        if end(db, group_session_id):
            audit.record(db, actor, "feeling.ended", "group_session", group_session_id, group_id=group_id)
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
    """The group, and the question that is over."""
    meeting = access.group_session(db, actor, group_session_id)
    found = standing(db, group_session_id)
    if found is None or found.open:
        raise NotFound
    return meeting.group_id, found


def _answers(found: Standing, people: int) -> Answers:
    if people < ENOUGH:
        return Answers(missing=Missing.PEOPLE)
    if found.answered < ENOUGH:
        return Answers(missing=Missing.ANSWERS)
    return Answers(tuple(found.counts.items()), people)


def _view(found: Standing) -> Question:
    page = f"{settings().public_url.rstrip('/')}/feeling"
    return Question(
        group_session_id=found.group_session_id,
        open=found.open,
        until=found.until,
        address=f"{page}/{code_of(found.group_session_id, found.renewed)}" if found.open else "",
        renewed=found.renewed,
    )
