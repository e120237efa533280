"""Answering by code and on the coordinator's device: when it works, and what ends it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from models import Face, Feeling, GroupSession
from services import clock
from services.errors import NotFound
from services.feeling.answering import answer_here, may_answer
from services.feeling.asking import renew_code
from services.feeling.codes import code_of, parts, signature
from services.settings import settings
from tests import make
from tests.cast import Cast
from tests.feeling.endings import archived, cancelled, off, renewed
from tests.feeling.room import HERE, answers, asking, code, counted, tells


def test_an_answer_by_code_counts_for_its_face_and_its_group_session(cast: Cast) -> None:
    meeting = asking(cast)
    assert may_answer(code(cast, meeting), HERE)
    assert tells(code(cast, meeting), Face.VERY_MUCH)
    assert tells(code(cast, meeting), Face.VERY_MUCH)
    assert tells(code(cast, meeting), Face.NOT_MUCH)
    (row,) = make.rows(Feeling)
    assert (row.group_session_id, row.very_much, row.not_much, counted(meeting)) == (meeting.id, 2, 1, 3)


def test_an_answer_on_the_device_counts(cast: Cast) -> None:
    meeting = asking(cast)
    answer_here(cast.register_taker, meeting.id or 0, Face.QUITE_A_LOT)
    assert make.rows(Feeling)[0].quite_a_lot == 1


@pytest.mark.parametrize(
    "forge",
    [
        lambda code: code[:-1] + ("0" if code[-1] != "0" else "1"),
        lambda code: code.upper(),
        lambda code: f"0{code}",
        lambda code: f"{code}0",
        lambda code: code.partition("-")[0],
        lambda code: f"{'9' * 5000}-{code.partition('-')[2]}",
        lambda code: "",
    ],
)
def test_a_forged_code_counts_nothing(cast: Cast, forge: Callable[[str], str]) -> None:
    meeting = asking(cast)
    forged = forge(code(cast, meeting))
    assert not may_answer(forged, HERE)
    assert not tells(forged)
    assert counted(meeting) == 0
    assert tells(code(cast, meeting))


def test_the_code_of_one_group_session_answers_no_other(cast: Cast) -> None:
    mine, other = asking(cast), make.group_session(cast.group, clock.now() - timedelta(hours=5))
    assert not tells(f"{other.id}-{parts(code(cast, mine))[1]}")


def test_what_is_no_face_counts_nothing(cast: Cast) -> None:
    meeting = asking(cast)
    for typed in ("", "renewed", "6", "very_much; --"):
        assert not tells(code(cast, meeting), typed)  # type: ignore[arg-type]
        with pytest.raises(NotFound):
            answer_here(cast.coordinator, meeting.id or 0, typed)
    assert make.rows(Feeling) == []


def test_it_is_answered_from_the_start_until_a_day_after_the_end(cast: Cast) -> None:
    at = clock.now().replace(microsecond=0) + timedelta(days=3)
    meeting = asking(cast, starts_at=at, ends_at=at + timedelta(hours=2))
    known = code_of(meeting.id or 0, 0)
    second = timedelta(seconds=1)

    def here() -> bool:
        try:
            answer_here(cast.coordinator, meeting.id or 0, Face.SOMEWHAT)
        except NotFound:
            return False
        return True

    over = meeting.ends_at + timedelta(hours=24)
    for moment, works in ((at - second, False), (at, True), (over - second, True), (over, False)):
        with time_machine.travel(moment, tick=False):
            assert (may_answer(known, HERE), tells(known), here()) == (works,) * 3, moment


@pytest.mark.parametrize("end", [off, cancelled, archived, renewed], ids=lambda end: end.__name__)
def test_the_code_is_dead_once_it_is(cast: Cast, end: Callable[[Cast, GroupSession], None]) -> None:
    meeting = asking(cast)
    old = code(cast, meeting)
    assert may_answer(old, HERE)
    end(cast, meeting)
    before = counted(meeting)
    assert not may_answer(old, HERE)
    assert not tells(old)
    assert counted(meeting) == before


@pytest.mark.parametrize("end", [off, cancelled, archived], ids=lambda end: end.__name__)
def test_and_so_is_the_device(cast: Cast, end: Callable[[Cast, GroupSession], None]) -> None:
    meeting = asking(cast)
    end(cast, meeting)
    before = counted(meeting)
    with pytest.raises(NotFound):
        answer_here(cast.coordinator, meeting.id or 0, Face.SOMEWHAT)
    assert counted(meeting) == before


def test_a_new_code_works_asked_twice_makes_one_and_keeps_what_was_answered(cast: Cast) -> None:
    meeting = asking(cast)
    answers(meeting, 3)
    first = code(cast, meeting)
    for _ in range(2):
        renew_code(cast.coordinator, meeting.id or 0, 0)
    assert make.rows(Feeling)[0].renewed == 1
    assert code(cast, meeting) != first
    assert tells(code(cast, meeting))
    assert counted(meeting) == 4


def test_a_code_can_be_made_anew_before_anybody_has_answered(cast: Cast) -> None:
    meeting = asking(cast)
    renew_code(cast.coordinator, meeting.id or 0, 0)
    assert tells(code(cast, meeting))
    assert make.rows(Feeling)[0].renewed == 1


def test_without_the_secret_key_the_code_cannot_be_made(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = asking(cast)
    group_session_id, signed = parts(code(cast, meeting))
    assert signature(group_session_id, 0) == signed
    monkeypatch.setenv("COMMON_GROUND_SECRET_KEY", "another" * 8)
    settings.cache_clear()
    assert signature(group_session_id, 0) != signed
    monkeypatch.undo()
    settings.cache_clear()
