"""`@needs(permission)`: how a service function says who may call it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from services.errors import NotAllowed
from services.security.actor import Actor
from services.security.permissions import Permission

P = ParamSpec("P")
R = TypeVar("R")
Guarded = Callable[Concatenate[Actor, P], R]

# Every guarded function by name; the permission matrix test walks it, and fails for one without a row.
ACTIONS: dict[str, Permission] = {}


def needs(permission: Permission) -> Callable[[Guarded[P, R]], Guarded[P, R]]:
    """Guards a public service function, whose first argument is the actor.

    Raises (when called):
        NotAllowed: the actor's role does not include `permission`.
    """

    def guard(function: Guarded[P, R]) -> Guarded[P, R]:
        ACTIONS[f"{function.__module__.removeprefix('services.')}.{function.__name__}"] = permission

        @wraps(function)
        def guarded(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            if not actor.may(permission):
                raise NotAllowed
            return function(actor, *args, **kwargs)

        return cast(Guarded[P, R], guarded)

    return guard
