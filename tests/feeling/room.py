"""A group that asks, a group session under way, and answers to its question."""

import time_machine

from models import Face, Feeling, GraduateGroup, GroupSession
from services.database import transaction
from services.feeling.answering import answer_by_code
from services.feeling.asking import question
from services.feeling.counting import add_answer
from services.feeling.standing import ANSWERED_FOR
from tests import make
from tests.cast import Cast

HERE = "192.0.2.1"


def asks(group: GraduateGroup, *, on: bool = True) -> None:
    """Switches the question on or off."""
    with transaction() as db:
        db.get_one(GraduateGroup, group.id).asks_feeling = on


def asking(cast: Cast, **values: object) -> GroupSession:
    """A group session of Riverside's, which asks; by default it is under way."""
    asks(cast.group)
    return make.group_session(cast.group, **values)


def came(cast: Cast, meeting: GroupSession, how_many: int = 8) -> None:
    """That many people more are marked as having come."""
    for number in range(how_many):
        make.mark(meeting, make.member(cast.group, f"Came {number}"))


def code(cast: Cast, meeting: GroupSession) -> str:
    """The code that works now."""
    found = question(cast.coordinator, meeting.id or 0)
    assert found is not None
    return found.address.rpartition("/")[2]


def answers(meeting: GroupSession, how_many: int, face: Face = Face.SOMEWHAT) -> None:
    """That many answers, at whatever time."""
    with transaction() as db:
        for _ in range(how_many):
            assert add_answer(db, meeting.id or 0, face)


def over(meeting: GroupSession) -> time_machine.travel:
    """The moment in which its question is over."""
    return time_machine.travel(meeting.ends_at + ANSWERED_FOR, tick=False)


def counted(meeting: GroupSession) -> int:
    """How many answers there are."""
    return sum(getattr(row, face) for row in make.rows(Feeling, group_session_id=meeting.id) for face in Face)


def tells(code: str, face: Face = Face.SOMEWHAT, source: str = HERE) -> bool:
    """Whether an answer by code was counted."""
    return answer_by_code(code, face, source)
