"""Counting the statements that a block sends to the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent by services in this block, in order."""
    sent: list[str] = []

    def note(_c: Any, _u: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    # On every engine: reading and writing go through engines of their own.
    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert sent, "nothing was sent, so nothing was counted"


def how_many(call: Callable[[], object]) -> int:
    """How many statements a call sends."""
    with counted() as sent:
        call()
    return len(sent)
