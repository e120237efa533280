"""How often the question is answered: as often as people came, at the same moment too, and no guesser gets in."""

import time_machine

from models import Face, Feeling, MarkKind, SignInThrottle
from services import clock
from services.feeling.answering import answer_here, may_answer
from services.feeling.asking import question
from services.security.throttle import FAILURES_OF_A_SOURCE, LOCKED_FOR
from tests import make
from tests.cast import Cast
from tests.feeling.room import HERE, answers, asking, code, counted, tells
from tests.register.test_together import both


def test_by_code_as_many_answer_as_are_marked_as_having_come(cast: Cast) -> None:
    meeting = asking(cast)
    for number, kind in enumerate((MarkKind.CAME, MarkKind.LATE, MarkKind.SENT_WORD, MarkKind.DID_NOT_COME)):
        make.mark(meeting, make.member(cast.group, f"M{number}"), kind)
    assert question(cast.coordinator, meeting.id or 0).most == 2
    answer_here(cast.coordinator, meeting.id or 0, Face.SOMEWHAT)
    assert tells(code(cast, meeting))
    assert not may_answer(code(cast, meeting), HERE)
    assert not tells(code(cast, meeting))
    answer_here(cast.coordinator, meeting.id or 0, Face.SOMEWHAT)
    assert counted(meeting) == 3, "whoever was not marked can still answer on the device"


def test_by_code_thirty_answer_while_nobody_is_marked(cast: Cast) -> None:
    meeting = asking(cast)
    make.mark(meeting, make.member(cast.group), MarkKind.SENT_WORD)
    answers(meeting, 29)
    assert tells(code(cast, meeting))
    assert not tells(code(cast, meeting))


def test_two_answers_at_the_same_moment_are_both_counted(cast: Cast) -> None:
    meeting = asking(cast)
    mine = code(cast, meeting)

    def by_code(face: Face) -> None:
        for _ in range(5):
            assert tells(mine, face)

    def here() -> None:
        for _ in range(5):
            answer_here(cast.coordinator, meeting.id or 0, Face.NOT_MUCH)

    both(lambda: by_code(Face.VERY_MUCH), lambda: by_code(Face.VERY_MUCH), here)
    (row,) = make.rows(Feeling)
    assert (row.very_much, row.not_much) == (10, 5)


def test_of_two_for_the_last_place_at_the_same_moment_one_is_counted(cast: Cast) -> None:
    meeting = asking(cast)
    make.mark(meeting, make.member(cast.group))
    told: list[bool] = []
    mine = code(cast, meeting)
    both(*[lambda: told.append(tells(mine))] * 4)
    assert (sorted(told), counted(meeting)) == ([False, False, False, True], 1)


def test_whoever_guesses_is_kept_out_for_a_while_and_nobody_else(cast: Cast) -> None:
    meeting = asking(cast)
    mine = code(cast, meeting)
    with time_machine.travel(clock.now(), tick=False) as now:
        for _ in range(FAILURES_OF_A_SOURCE):
            assert not may_answer("nonsense", HERE)
        assert may_answer(mine, HERE)
        assert not tells("nonsense")
        assert not may_answer(mine, HERE)
        assert not tells(mine)
        assert tells(mine, source="203.0.113.9")
        now.shift(LOCKED_FOR)
        assert tells(mine)


def test_an_answer_leaves_nothing_about_where_it_came_from(cast: Cast) -> None:
    meeting = asking(cast)
    may_answer(code(cast, meeting), HERE)
    tells(code(cast, meeting))
    assert make.rows(SignInThrottle) == []
