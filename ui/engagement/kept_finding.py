"""Charts that were built are kept: one takes about 10 ms, and a page has a dozen."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from models import Role
from services.security.actor import Actor

Figures = TypeVar("Figures", bound=Hashable)
Found = TypeVar("Found")

KEPT = 512  # of some 50 kB each


@dataclass(frozen=True)
class _Wanted:
    """Whose figures they are is part of it, so that no actor meets another's."""

    seen_by: tuple[Role, int | None, tuple[int, ...]]
    build: Callable[[Any], Any]
    figures: Hashable


def kept_finding(actor: Actor, build: Callable[[Figures], Found], figures: Figures) -> Found:
    """What `build` makes of these figures; made once for everybody of the actor's role and scope.

    Args:
        build: a function of a module. One that is made anew at every run is never found again.
    """
    found: Found = _built(_Wanted((actor.role, actor.clinic_id, actor.group_ids), build, figures))
    return found


@lru_cache(maxsize=KEPT)
def _built(wanted: _Wanted) -> Any:
    return wanted.build(wanted.figures)
