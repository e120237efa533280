"""Answering, by code or on the coordinator's device: one of five faces, counted and nothing else.

No answer leaves a trace in the audit or the throttle: either would say when, and so perhaps who.
"""

from sqlmodel import Session

from models import Face
from services import access
from services.database import reading, transaction
from services.errors import NotFound
from services.feeling.codes import parts, recognised
from services.feeling.counting import add_answer
from services.feeling.standing import MOST, Standing, renewals, standing
from services.security import throttle
from services.security.actor import Actor
from services.security.needs import needs
from services.security.permissions import Permission


def may_answer(code: str, source: str) -> bool:
    """Whether a code takes an answer now. Wrong, old, used up and kept out for guessing are one answer: no.

    `source` is the caller's network address: whoever tries many codes that are none of ours is kept out for a while.
    """
    with reading() as db:
        found, ours = _behind(db, code, source)
    return found is not None or _refused(source, guessed=not ours)


def answer_by_code(code: str, face: str, source: str) -> bool:
    """Counts an answer given by code; False for every refusal, as `may_answer`, and for what is no face."""
    with transaction() as db:
        found, ours = _behind(db, code, source)
        counted = found is not None and face in set(Face) and add_answer(db, found.group_session_id, Face(face))
    return counted or _refused(source, guessed=not ours)


@needs(Permission.KEEP_REGISTER)
def answer_here(actor: Actor, group_session_id: int, face: str) -> bool:
    """Counts an answer given on the actor's device, which is then passed on. True: it was counted.

    Raises:
        NotFound: no such group session, of another group, its question takes no answers now, or no such face.
    """
    with transaction() as db:
        access.group_session(db, actor, group_session_id)
        found = standing(db, group_session_id)
        if found is None or not found.open or face not in set(Face):
            raise NotFound
        if not add_answer(db, group_session_id, Face(face)):
            raise NotFound  # there are as many as it takes
    return True


def _behind(db: Session, code: str, source: str) -> tuple[Standing | None, bool]:
    """The question behind a code that takes one more answer now; and whether the code is one that we made."""
    kept_out = throttle.locked(db, throttle.of_code(source))
    group_session_id, signed = parts(code)
    found = standing(db, group_session_id)
    # All of it is worked out for an unknown one too: how long it takes tells nothing.
    works, ours = recognised(group_session_id, renewals(db, group_session_id), signed)
    if found is None or kept_out or not works or not found.open or found.answered >= MOST:
        return None, ours
    return found, ours


def _refused(source: str, *, guessed: bool) -> bool:
    # A code of ours that no longer works is no guess: ten people at one venue share an address.
    with transaction() as db:
        throttle.count(db, throttle.of_code(source) if guessed else throttle.of_no_guess())
    return False
