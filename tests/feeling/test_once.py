"""A tap that comes twice counts once, and nobody waits for somebody else's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
import time_machine
from sqlmodel import update

from models import Face, GraduateGroup
from services import clock
from services.database import transaction
from services.feeling.answering import answer_by_code
from services.feeling.codes import code_of
from tests import make
from tests.cast import Cast
from tests.register.test_together import both
from ui.feeling import once as module
from ui.feeling.once import MOST, new_form, once

SOON = 10  # seconds; a test that passes does not wait


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as made:
        yield made


def test_two_at_once_count_once_and_are_told_the_same() -> None:
    form, counts, told = new_form(), [], []

    def count() -> bool:
        counts.append(1)
        return True

    both(*[lambda: told.append(once(form, count))] * 4)
    assert (len(counts), told) == (1, [True] * 4)


def test_the_second_waits_for_what_the_first_comes_to(pool: ThreadPoolExecutor) -> None:
    form, begun, go = new_form(), Event(), Event()

    def slow() -> bool:
        begun.set()
        return go.wait(SOON)

    first = pool.submit(once, form, slow)
    assert begun.wait(SOON)
    second = pool.submit(once, form, lambda: pytest.fail("counted twice"))
    assert not second.done()
    go.set()
    assert (first.result(SOON), second.result(SOON)) == (True, True)


def test_while_one_is_counted_others_are_too(pool: ThreadPoolExecutor) -> None:
    begun, go = Event(), Event()

    def slow() -> bool:
        begun.set()
        return go.wait(SOON)

    first = pool.submit(once, new_form(), slow)
    assert begun.wait(SOON)
    try:
        assert pool.submit(once, new_form(), lambda: True).result(SOON / 2)
    finally:
        go.set()
    assert first.result(SOON)


def test_when_counting_raises_the_second_may_try_again(pool: ThreadPoolExecutor) -> None:
    form, begun, go = new_form(), Event(), Event()

    def fails() -> bool:
        begun.set()
        go.wait(SOON)
        raise ConnectionError

    first = pool.submit(once, form, fails)
    assert begun.wait(SOON)
    second = pool.submit(once, form, lambda: True)
    go.set()
    with pytest.raises(ConnectionError):
        first.result(SOON)
    assert second.result(SOON)
    assert once(form, lambda: pytest.fail("counted again"))


def test_a_refusal_is_not_kept_and_what_counted_is() -> None:
    form = new_form()
    assert [once(form, lambda: False), once(form, lambda: True), once(form, lambda: False)] == [False, True, True]


def test_a_form_works_again_when_its_code_does(cast: Cast) -> None:
    """Wrong codes from the same place had shut it for some minutes."""
    with transaction() as db:
        db.execute(update(GraduateGroup).values(asks_feeling=True))
    meeting = make.group_session(cast.group, clock.now() - timedelta(hours=1)).id or 0
    form, code = new_form(), code_of(meeting, 0)

    def tap() -> bool:
        return once(form, lambda: answer_by_code(code, Face.VERY_MUCH, "the venue"))

    for _ in range(60):
        answer_by_code(f"{meeting}-{'0' * 32}", Face.VERY_MUCH, "the venue")
    assert not tap()
    with time_machine.travel(clock.now() + timedelta(minutes=7), tick=False):
        assert tap()


def test_who_waited_for_a_refusal_counts_and_a_third_is_told_so(pool: ThreadPoolExecutor) -> None:
    """All three at once: the third neither counts as well, nor is it lost with the refusal."""
    form, begun, go, counts = new_form(), Event(), Event(), []

    def refused() -> bool:
        begun.set()
        go.wait(SOON)
        return False

    def count() -> bool:
        counts.append(1)
        return True

    first = pool.submit(once, form, refused)
    assert begun.wait(SOON)
    others = [pool.submit(once, form, count) for _ in range(2)]
    go.set()
    assert not first.result(SOON)
    assert [one.result(SOON) for one in others] == [True, True]
    assert len(counts) == 1


def test_refusals_are_not_held_nor_do_they_drive_out_what_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_sent", {})
    form = new_form()
    once(form, lambda: True)
    for _ in range(MOST + 20):
        once(new_form(), lambda: False)
    assert list(module._sent) == [form]


def test_only_the_last_forms_are_remembered_and_never_is_one_forgotten_while_it_is_counted(
    pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_sent", {})
    slow, begun, go = new_form(), Event(), Event()

    def count() -> bool:
        begun.set()
        return go.wait(SOON)

    first = pool.submit(once, slow, count)
    assert begun.wait(SOON)
    for _ in range(MOST + 20):
        once(new_form(), lambda: True)
    second = pool.submit(once, slow, lambda: pytest.fail("counted twice"))
    go.set()
    assert (first.result(SOON), second.result(SOON)) == (True, True)
    assert len(module._sent) == MOST
