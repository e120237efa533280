"""A tap that comes twice counts once: hands shake, and a form without a script cannot stop the second."""

from collections import OrderedDict
from collections.abc import Callable
from secrets import token_urlsafe
from threading import Lock

MOST = 500

# In memory alone: of the last forms that were sent, whether they counted. Neither what was answered nor when.
_sent: OrderedDict[str, bool] = OrderedDict()
_lock = Lock()


def new_form() -> str:
    """What tells one form on a screen from every other."""
    return token_urlsafe(12)


def once(form: str, count: Callable[[], bool]) -> bool:
    """What `count` says for this form; the second time what it said the first time. An unnamed form just counts."""
    if not form:
        return count()
    with _lock:
        if form not in _sent:
            _sent[form] = count()
            while len(_sent) > MOST:
                _sent.popitem(last=False)
        return _sent[form]
