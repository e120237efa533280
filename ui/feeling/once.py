"""A tap that comes twice counts once: hands shake, and a form without a script cannot stop the second."""

from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import Lock

MOST = 500


@dataclass
class _Form:
    """One form that was sent. `counted`: what came of it, None until that is known."""

    lock: Lock = field(default_factory=Lock)
    counted: bool | None = None


# In memory alone: of the last forms that were sent, whether they counted. Neither what was answered nor when.
_sent: dict[str, _Form] = {}
_finding = Lock()


def new_form() -> str:
    """What tells one form on a screen from every other."""
    return token_urlsafe(12)


def once(form: str, count: Callable[[], bool]) -> bool:
    """What `count` says for this form; the second time what it said the first time. An unnamed form just counts.

    Two at once wait for each other, and for nobody else. When `count` raises, the next one tries again.
    """
    if not form:
        return count()
    mine = _form(form)
    with mine.lock:
        if mine.counted is None:
            mine.counted = count()
        return mine.counted


def _form(name: str) -> _Form:
    with _finding:
        found = _sent.setdefault(name, _Form())
        if len(_sent) > MOST:
            # The oldest, but none that is being counted: its second tap may still come.
            done = [each for each, one in _sent.items() if not one.lock.locked() and one is not found]
            for each in done[: len(_sent) - MOST]:
                del _sent[each]
        return found
