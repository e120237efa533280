"""How often the question is answered: no oftener than it takes, at the same moment too, and no guesser gets in."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from models import Face, Feeling, GraduateGroup, GroupSession, MarkKind, SignInThrottle
from services import clock
from services.database import transaction
from services.errors import NotFound
from services.feeling.answering import answer_here, may_answer
from services.feeling.asking import renew_code
from services.feeling.standing import ANSWERED_FOR, MOST
from services.security import throttle
from services.security.throttle import FAILURES_OF_A_SOURCE, LOCKED_FOR
from tests import make
from tests.cast import Cast
from tests.feeling.endings import archived, cancelled, off, renewed
from tests.feeling.room import HERE, answers, asking, asks, came, code, counted, tells
from tests.queries import counted as statements
from tests.register.test_together import both


@pytest.mark.parametrize("people", [0, 8, 101])
def test_where_it_stops_does_not_tell_how_many_came(cast: Cast, people: int) -> None:
    meeting = asking(cast)
    came(cast, meeting, people)
    make.mark(meeting, make.member(cast.group, "Absent"), MarkKind.SENT_WORD)
    answers(meeting, MOST - 1)
    assert tells(code(cast, meeting))
    assert not may_answer(code(cast, meeting), HERE)
    assert not tells(code(cast, meeting))
    assert counted(meeting) == MOST


def test_answers_on_the_device_and_by_code_stop_together(cast: Cast) -> None:
    meeting = asking(cast)
    answers(meeting, MOST - 2)
    assert tells(code(cast, meeting))
    answer_here(cast.coordinator, meeting.id or 0, Face.SOMEWHAT)
    with pytest.raises(NotFound):
        answer_here(cast.coordinator, meeting.id or 0, Face.SOMEWHAT)
    assert not tells(code(cast, meeting))
    assert counted(meeting) == MOST


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
    answers(meeting, MOST - 1)
    told: list[bool] = []
    mine = code(cast, meeting)
    both(*[lambda: told.append(tells(mine))] * 4)
    assert (sorted(told), counted(meeting)) == ([False, False, False, True], MOST)


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


def used_up(cast: Cast, meeting: GroupSession) -> None:
    answers(meeting, MOST)


@pytest.mark.parametrize("end", [used_up, off, cancelled, archived, renewed], ids=lambda end: end.__name__)
def test_a_code_of_ours_that_no_longer_works_is_no_guess(cast: Cast, end: Callable[[Cast, GroupSession], None]) -> None:
    meeting = asking(cast)
    other = make.group_session(cast.group, clock.now() - timedelta(hours=5))
    mine = code(cast, meeting)
    end(cast, meeting)
    for _ in range(FAILURES_OF_A_SOURCE):
        assert not may_answer(mine, HERE)
        assert not tells(mine)
    asks(cast.group)
    with transaction() as db:
        db.get_one(GraduateGroup, cast.group.id).archived_at = None
    assert tells(code(cast, other)), "whoever shares the address is not kept out"
    assert not [row for row in make.rows(SignInThrottle) if row.key in throttle.of_code(HERE)]


def test_a_code_made_anew_is_no_guess_once_the_question_is_switched_off(cast: Cast) -> None:
    meeting = asking(cast)
    for number in range(9):
        renew_code(cast.coordinator, meeting.id or 0, number)
    mine = code(cast, meeting)
    off(cast, meeting)
    assert not tells(mine)
    assert not [row for row in make.rows(SignInThrottle) if row.key in throttle.of_code(HERE)]


def test_a_code_that_is_over_is_no_guess_and_neither_is_no_face(cast: Cast) -> None:
    meeting = asking(cast)
    mine = code(cast, meeting)
    assert not tells(mine, "no face")  # type: ignore[arg-type]
    with time_machine.travel(meeting.ends_at + ANSWERED_FOR, tick=False):
        assert not tells(mine)
    assert not [row for row in make.rows(SignInThrottle) if row.key in throttle.of_code(HERE)]


def test_a_refusal_does_the_same_work_whether_it_was_a_guess_or_not(cast: Cast) -> None:
    meeting = asking(cast)
    mine = code(cast, meeting)
    answers(meeting, MOST)
    done = []
    for one in (mine, f"{meeting.id}-{'0' * 32}", f"99999-{'0' * 32}", "nonsense"):
        with statements() as sent:
            assert not may_answer(one, HERE)
            assert not tells(one)
        done.append(sent)
    assert done == [done[0]] * 4


def test_an_answer_leaves_nothing_about_where_it_came_from(cast: Cast) -> None:
    meeting = asking(cast)
    may_answer(code(cast, meeting), HERE)
    tells(code(cast, meeting))
    assert make.rows(SignInThrottle) == []
