"""A tap that comes twice counts once, and nobody waits for somebody else's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

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


def test_a_refusal_stays_one() -> None:
    form = new_form()
    assert [once(form, lambda: False), once(form, lambda: True)] == [False, False]


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
