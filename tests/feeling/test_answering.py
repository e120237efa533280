"""Answering by code and on the coordinator's device: when it works, how often, and what keeps it honest."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from models import Face, Feeling, GraduateGroup, GroupSession, GroupSessionState, MarkKind, SignInThrottle
from services import clock
from services.database import transaction
from services.errors import NotFound
from services.feeling.answering import answer_here, may_answer
from services.feeling.asking import question, renew_code, show_answers
from services.feeling.codes import code_of, parts, signature
from services.security.throttle import FAILURES_OF_A_SOURCE, LOCKED_FOR
from services.settings import settings
from tests import make
from tests.cast import Cast
from tests.feeling.room import HERE, answers, asking, asks, code, counted, tells
from tests.register.test_together import both


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


def off(cast: Cast, meeting: GroupSession) -> None:
    asks(cast.group, on=False)


def cancelled(cast: Cast, meeting: GroupSession) -> None:
    with transaction() as db:
        row = db.get_one(GroupSession, meeting.id)
        row.state, row.cancel_reason = GroupSessionState.CANCELLED, "Snow"


def archived(cast: Cast, meeting: GroupSession) -> None:
    with transaction() as db:
        db.get_one(GraduateGroup, cast.group.id).archived_at = clock.now()


def shown(cast: Cast, meeting: GroupSession) -> None:
    answers(meeting, 8)
    show_answers(cast.coordinator, meeting.id or 0)


def renewed(cast: Cast, meeting: GroupSession) -> None:
    renew_code(cast.coordinator, meeting.id or 0, 0)


@pytest.mark.parametrize("end", [off, cancelled, archived, shown, renewed], ids=lambda end: end.__name__)
def test_the_code_is_dead_once_it_is(cast: Cast, end: Callable[[Cast, GroupSession], None]) -> None:
    meeting = asking(cast)
    old = code(cast, meeting)
    assert may_answer(old, HERE)
    end(cast, meeting)
    before = counted(meeting)
    assert not may_answer(old, HERE)
    assert not tells(old)
    assert counted(meeting) == before


@pytest.mark.parametrize("end", [off, cancelled, archived, shown], ids=lambda end: end.__name__)
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


def test_without_the_secret_key_the_code_cannot_be_made(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = asking(cast)
    group_session_id, signed = parts(code(cast, meeting))
    assert signature(group_session_id, 0) == signed
    monkeypatch.setenv("COMMON_GROUND_SECRET_KEY", "another" * 8)
    settings.cache_clear()
    assert signature(group_session_id, 0) != signed
    monkeypatch.undo()
    settings.cache_clear()
