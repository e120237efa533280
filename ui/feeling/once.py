"""A tap that comes twice counts once: hands shake, and a form without a script cannot stop the second."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import Lock

MOST = 500


@dataclass
class _Form:
    """One form that was sent, and whether it counted. `taps`: how many are at it now."""

    lock: Lock = field(default_factory=Lock)
    counted: bool = False
    taps: int = 0


# In memory alone: the last forms that counted, and those being counted. Neither what was answered nor when.
_sent: dict[str, _Form] = {}
_finding = Lock()


def new_form() -> str:
    """What tells one form on a screen from every other."""
    return token_urlsafe(12)


def once(form: str, count: Callable[[], bool]) -> bool:
    """Whether this form counted, by `count`, which is not asked again once it did. An unnamed form just counts.

    Two at once wait for each other, and for nobody else. When `count` refuses or raises, the next one tries again:
    what stood in its way may be over.
    """
    if not form:
        return count()
    with _at(form) as mine, mine.lock:
        mine.counted = mine.counted or count()
        return mine.counted


@contextmanager
def _at(name: str) -> Iterator[_Form]:
    """The form of that name, which is not forgotten before everybody who is at it has gone."""
    with _finding:
        found = _sent.setdefault(name, _Form())
        found.taps += 1
    try:
        yield found
    finally:
        with _finding:
            found.taps -= 1
            _forget(name, found)


def _forget(name: str, form: _Form) -> None:
    """This one, if it did not count, and the oldest of too many; none that is being counted: a second tap may come."""
    if not (form.taps or form.counted):
        del _sent[name]
    done = [each for each, one in _sent.items() if not one.taps]
    for each in done[: max(0, len(_sent) - MOST)]:
        del _sent[each]
