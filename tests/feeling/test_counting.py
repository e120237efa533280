"""What the one statement that counts refuses by itself, whatever was read before it."""

from models import Face, Feeling
from services.database import transaction
from services.feeling.counting import add_answer, add_renewal, settle
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


def test_nothing_once_the_answers_were_seen(cast: Cast) -> None:
    meeting = asking(cast)
    make.add(Feeling(group_session_id=meeting.id or 0, shown=True))
    with transaction() as db:
        assert not add_answer(db, meeting.id or 0, Face.SOMEWHAT)
        assert not add_renewal(db, meeting.id or 0, 0)
    assert (counted(meeting), make.rows(Feeling)[0].renewed) == (0, 0)


def test_the_answers_are_settled_once(cast: Cast) -> None:
    meeting = asking(cast)
    answers(meeting, 1)
    with transaction() as db:
        assert [settle(db, meeting.id or 0) for _ in range(2)] == [True, False]
    assert make.rows(Feeling)[0].shown


def test_no_new_code_for_whoever_saw_an_older_one(cast: Cast) -> None:
    meeting = asking(cast)
    with transaction() as db:
        assert [add_renewal(db, meeting.id or 0, seen) for seen in (0, 0, 1)] == [True, False, True]
    assert make.rows(Feeling)[0].renewed == 2
