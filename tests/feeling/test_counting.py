"""What the one statement that counts refuses by itself, whatever was read before it."""

import pytest

from models import Face, Feeling
from services.database import transaction
from services.feeling.counting import add_answer, add_renewal, end
from services.feeling.standing import MOST
from tests import make
from tests.cast import Cast
from tests.feeling.room import answers, asking, counted


def test_no_answer_beyond_the_most(cast: Cast) -> None:
    meeting = asking(cast)
    answers(meeting, MOST - 2)
    with transaction() as db:
        told = [add_answer(db, meeting.id or 0, face) for face in (Face.VERY_MUCH, Face.NOT_MUCH, Face.NOT_MUCH)]
    assert told == [True, True, False]
    assert counted(meeting) == MOST


def test_nothing_once_it_has_ended(cast: Cast) -> None:
    meeting = asking(cast)
    make.add(Feeling(group_session_id=meeting.id or 0, shown=True))
    with transaction() as db:
        assert not add_answer(db, meeting.id or 0, Face.SOMEWHAT)
        assert not add_renewal(db, meeting.id or 0, 0)
    assert (counted(meeting), make.rows(Feeling)[0].renewed) == (0, 0)


@pytest.mark.parametrize("answered", [0, 1])
def test_it_ends_once_with_answers_or_without(cast: Cast, answered: int) -> None:
    meeting = asking(cast)
    answers(meeting, answered)
    with transaction() as db:
        assert [end(db, meeting.id or 0) for _ in range(2)] == [True, False]
    assert (make.rows(Feeling)[0].shown, counted(meeting)) == (True, answered)


def test_no_new_code_for_whoever_saw_an_older_one(cast: Cast) -> None:
    meeting = asking(cast)
    with transaction() as db:
        assert [add_renewal(db, meeting.id or 0, seen) for seen in (0, 0, 1)] == [True, False, True]
    assert make.rows(Feeling)[0].renewed == 2
