"""What whoever keeps the register sees of the question: its code while it is answered, then the answers together."""

from dataclasses import dataclass
from datetime import datetime

from models import Face, Feeling
from services import access, audit
from services.database import reading, transaction
from services.errors import Conflict, NotFound
from services.feeling.codes import code_of
from services.feeling.counting import add_renewal
from services.feeling.standing import Standing, places, standing
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission
from services.settings import settings

ENOUGH = 8
"""From how many answers on they are shown."""


@dataclass(frozen=True)
class Question:
    """A group session's question. While it is `open`: where its code leads, made anew `renewed` times, takes `most`.

    `enough` says that there are enough answers to show. `answers` are how many chose each face, the happiest last;
    none while it is open: from one answer to the next anybody could tell what the last one was.
    """

    group_session_id: int
    open: bool
    until: datetime
    address: str
    renewed: int
    most: int
    enough: bool
    answers: tuple[tuple[Face, int], ...]


@needs(Permission.KEEP_REGISTER)
def question(actor: Actor, group_session_id: int) -> Question | None:
    """The question of a group session; None while there is none: the group does not ask, not begun, cancelled.

    Raises:
        NotFound: no such group session, or of another group.
    """
    with reading() as db:
        access.group_session(db, actor, group_session_id)
        found = standing(db, group_session_id)
        return _view(found, places(db, group_session_id)) if found else None


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


@needs(Permission.KEEP_REGISTER)
def show_answers(actor: Actor, group_session_id: int) -> None:
    """Ends the question, so that its answers are shown. A second time changes nothing.

    Raises:
        NotFound: no such group session, of another group, or it has no question.
        Conflict: there are fewer than 8 answers.
    """
    with transaction() as db:
        meeting = access.group_session(db, actor, group_session_id)
        found = standing(db, group_session_id)
        if found is None:
            raise NotFound
        if found.answered < ENOUGH:
            raise Conflict(f"There are not enough answers to show yet. It takes {ENOUGH}, so that nobody stands out.")
        if found.open:
            db.get_one(Feeling, group_session_id).shown = True
            group_id = meeting.group_id
            audit.record(db, actor, "feeling.shown", "group_session", group_session_id, group_id=group_id)


def _view(found: Standing, most: int) -> Question:
    enough = found.answered >= ENOUGH
    public = settings().public_url.rstrip("/")
    code = code_of(found.group_session_id, found.renewed)
    return Question(
        group_session_id=found.group_session_id,
        open=found.open,
        until=found.until,
        address=f"{public}/feeling/{code}" if found.open else "",
        renewed=found.renewed,
        most=most,
        enough=enough,
        answers=tuple(found.counts.items()) if enough and not found.open else (),
    )
