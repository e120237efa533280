from collections.abc import Callable
from dataclasses import dataclass

from services.security.actor import Actor
from tests.cast import Cast


@dataclass(frozen=True)
class Row:
    """One guarded function: who may call it, and a call that reaches for Riverside's own record.

    `call(cast)` prepares Riverside's record and returns what to call with an actor. `works` names the cast
    members for whom it must succeed; members of the right role from elsewhere (`strangers`) get NotFound
    (or, where `empty_for_strangers`, a result equal to `empty`); everybody else gets NotAllowed.
    """

    action: str  # as in services.security.needs.ACTIONS, e.g. "groups.groups"
    call: Callable[[Cast], Callable[[Actor], object]]
    works: tuple[str, ...]
    strangers: tuple[str, ...] = ()
    empty_for_strangers: bool = False
    empty: object = ()
