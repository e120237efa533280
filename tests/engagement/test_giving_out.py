"""A group session is given out once, when its register has settled, and is never worked out again (R26)."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from models import AmongOthers, MarkKind, PublishedOthers
from services import clock
from services.engagement.attendance import attendance
from services.engagement.giving_out import SETTLED_AFTER
from services.engagement.outside import attendance_outside
from tests import make
from tests.cast import Cast
from tests.engagement.history import Act
from tests.engagement.one_room import NO, WEEKS, YES, after, one_in_a_room, told


@pytest.mark.parametrize(("strangers", "about"), [(0, 0), (7, 0), (8, 10), (12, 10), (13, 15)])
def test_everyone_else_is_fewer_than_8_or_the_nearest_5(database_url: str, strangers: int, about: int) -> None:
    given = told(after(one_in_a_room(True, strangers), WEEKS))
    assert given is not None
    assert (given.others.about, given.others.fewer_than_8, given.agreed.about) == (about, about == 0, 0)


def test_nothing_is_told_before_the_register_has_settled(database_url: str) -> None:
    history = one_in_a_room(True, 8)
    history.now += SETTLED_AFTER - timedelta(hours=2)
    assert told(history) is None
    history.now += timedelta(hours=2)
    assert told(history) is not None


def test_opening_the_register_again_before_that_starts_the_wait_anew(database_url: str) -> None:
    history = after(one_in_a_room(True, 8), ("wait", 5, 0), ("reopen", 1, 0), ("wait", 5, 0))
    assert told(history) is None


@pytest.mark.parametrize(
    "acts",
    [
        [YES],
        [YES, NO],
        [("correct", 1, 0)],
        [("reopen", 1, 0), WEEKS],
        [("wait", 60, 0)],
    ],
)
def test_what_was_told_never_moves(database_url: str, acts: list[Act]) -> None:
    """8 others are told as about 10: one fewer, and worked out anew it would be fewer than 8."""
    history = after(one_in_a_room(False, 7), WEEKS)
    before = told(history)
    assert before is not None
    assert before.others.about == 10
    assert told(after(history, *acts)) == before


def test_two_at_once_write_one_row(database_url: str) -> None:
    history = after(one_in_a_room(False, 8), WEEKS)
    found: list[object] = []
    start = threading.Barrier(4)

    def look() -> None:
        start.wait()
        try:
            found.append(attendance(history.clinic, history.group.id or 0))
        except Exception as error:
            found.append(error)

    with history.at_this_time():
        looking = [threading.Thread(target=look) for _ in range(4)]
        [one.start() for one in looking]
        [one.join() for one in looking]
    assert len(found) == 4
    assert [one for one in found if isinstance(one, Exception)] == []
    assert len(make.rows(PublishedOthers)) == 1
    assert len(make.rows(AmongOthers)) == 10


@pytest.mark.parametrize("read", [attendance, attendance_outside])
def test_a_register_that_was_never_finished_is_not_given_out(cast: Cast, read: Callable[..., object]) -> None:
    """R12."""
    session = make.group_session(cast.group, clock.now() - timedelta(days=30))
    make.mark(session, make.member(cast.group), MarkKind.CAME)
    read(cast.clinic, cast.group.id or 0)
    assert make.rows(PublishedOthers) == []


def test_looking_again_writes_nothing(database_url: str) -> None:
    history = after(one_in_a_room(False, 8), WEEKS)
    told(history)
    first = make.rows(PublishedOthers)
    with time_machine.travel(history.now + timedelta(days=3), tick=False):
        attendance(history.clinic, history.group.id or 0)
    assert make.rows(PublishedOthers) == first
