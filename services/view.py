"""One view of the database for a whole page, so that its figures are of one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from services import clock


@dataclass
class View:
    """A view that is open: since when, and the reading that it shares, once there is one."""

    began: datetime
    db: Session | None = None

    def end(self) -> None:
        """Lets go of what it saw: what is read next is from now on."""
        if self.db is not None:
            self.db.rollback()


_open: ContextVar[View | None] = ContextVar("view", default=None)


@contextmanager
def one_view() -> Iterator[None]:
    """Every `reading` inside sees the database as it is at the first of them.

    A transaction inside ends the view: what is read afterwards is from after it.
    """
    view = View(clock.now())
    before = _open.set(view)
    try:
        yield
    finally:
        _open.reset(before)
        if view.db is not None:
            view.db.close()


def end_view() -> None:
    """Lets go of the view that is open here, if one is: nothing more is read, or it is to be from now on."""
    if view := open_view():
        view.end()


def open_view() -> View | None:
    """The view that is open here, if one is."""
    return _open.get()


def viewed_since() -> datetime:
    """A moment that is not after anything that is read here."""
    view = open_view()
    return view.began if view else clock.now()
