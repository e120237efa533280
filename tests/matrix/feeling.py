"""Who may ask how it was, on a device or by code, and see the answers: whoever keeps the register."""

from collections.abc import Callable
from contextlib import nullcontext

from models import Face
from services.feeling import answering, asking
from services.security.actor import Actor
from tests.cast import Cast
from tests.feeling import room
from tests.matrix import Row

TAKERS, ELSEWHERE = ("coordinator", "coordinator_2", "register_taker"), ("coordinator_3",)

Call = Callable[[Actor], object]


def _row(action: str, call: Callable[[Actor, int], object], *, over: bool = False) -> Row:
    def prepare(cast: Cast) -> Call:
        meeting = room.asking(cast)
        room.answers(meeting, asking.ENOUGH)
        room.came(cast, meeting, asking.ENOUGH)

        def called(actor: Actor) -> object:
            with room.over(meeting) if over else nullcontext():
                return call(actor, meeting.id or 0)

        return called

    return Row(f"feeling.{action}", prepare, TAKERS, ELSEWHERE)


ROWS = (
    _row("asking.question", asking.question),
    _row("asking.see_answers", asking.see_answers, over=True),
    _row("asking.renew_code", lambda actor, meeting: asking.renew_code(actor, meeting, 0)),
    _row("answering.answer_here", lambda actor, meeting: answering.answer_here(actor, meeting, Face.SOMEWHAT)),
)
