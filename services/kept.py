"""Answers kept for as long as the database is as it was: asked again, they are the same without being worked out."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from services import clock
from services.database import Seen, reading, seen
from services.security.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")
Asked = Callable[Concatenate[Actor, P], R]

MOST = 64  # of each function; the largest answer is some 20 kB

# By name, as services/security/needs.py names actions: a test holds that every figure is kept.
KEPT: set[str] = set()


def kept(function: Asked[P, R]) -> Asked[P, R]:
    """Keeps what a reading function of an actor answers, a frozen value, for that actor and the same arguments.

    An answer is given again only when nothing at all has been written since (`services.database.seen`) and within
    the same minute, for some depend on the time. So whoever has withdrawn is gone from the next look on, and an actor
    whose scope has changed is another actor. Errors are not kept. Goes under `@needs`.

    Raises (when called):
        TypeError: an argument was given by name: the same question would be two.
    """
    KEPT.add(f"{function.__module__.removeprefix('services.')}.{function.__name__}")

    @lru_cache(maxsize=MOST)
    def answer(data: Seen, minute: datetime, actor: Actor, args: tuple[object, ...]) -> R:
        return cast(Callable[..., R], function)(actor, *args)

    @wraps(function)
    def asked(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
        if kwargs:
            raise TypeError(f"{function.__name__} takes its arguments by place")
        # Before the answer is worked out: it can be newer than what it is kept for, and never older.
        with reading() as db:
            data = seen(db)
        return answer(data, clock.now().replace(second=0, microsecond=0), actor, args)

    return cast(Asked[P, R], asked)
