"""Answers kept for as long as the database is as it was: asked again, they are the same without being worked out."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from services import clock
from services.database import Seen, reading, seen
from services.database import one_view as one_view  # for pages, which know no database
from services.security.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")
Asked = Callable[Concatenate[Actor, P], R]

MOST = 128  # of each function; the largest answer is some 20 kB


def kept(function: Asked[P, R]) -> Asked[P, R]:
    """Keeps what a reading function of an actor answers, a frozen value, for that actor and the same arguments.

    An answer is given again only when nothing at all has been written since (`services.database.seen`) and within
    the same second, for some depend on the time. So whoever has withdrawn is gone from the next look on, and an actor
    whose scope has changed is another actor. Errors are not kept. Goes under `@needs`.
    """

    @lru_cache(maxsize=MOST)
    def answer(data: Seen, second: int, actor: Actor, args: tuple[object, ...]) -> R:
        return cast(Callable[..., R], function)(actor, *args)

    @wraps(function)
    def asked(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
        if kwargs:
            return function(actor, *args, **kwargs)
        # Before the answer is worked out: it can be newer than what it is kept for, and never older.
        with reading() as db:
            data = seen(db)
        return answer(data, int(clock.now().timestamp()), actor, args)

    return cast(Asked[P, R], asked)
