"""Two worlds that differ only in people who have not agreed to feedback: to the clinic they are one (R9, R26)."""

import random
from collections.abc import Callable
from dataclasses import replace

from models import MarkKind
from services.engagement.attendance import Outcome
from services.engagement.periods import Period
from services.security.actor import Actor
from tests.engagement.world import Someone, World, build

SESSIONS = 30
KINDS = [*MarkKind, None]
NOT_AGREED = ("none", "withdrawn", "expired", "to come")


def the_clinic_sees_no_difference(
    read: Callable[[Actor, int, Period], object], *, to_coordinators: bool = True
) -> None:
    """Others come, go, join and leave; whatever period is asked for, the clinic's figures do not move.

    With `to_coordinators` the coordinator's do, so that this is not true of an empty view.
    """
    draw = random.Random(26)
    outcomes = tuple(draw.choices(list(Outcome), weights=(20, 1, 1), k=SESSIONS))
    agreed = [_someone(draw, "in force") for _ in range(9)]
    others = [_someone(draw, kind) for kind in NOT_AGREED] + [replace(_someone(draw, "none"), graduate=False)]
    alone = build(outcomes, tuple(agreed))
    among = build(outcomes, (*others, *agreed))
    changed = build(outcomes, (*(replace(one, marks=_marks(draw)) for one in others), *agreed, *others[:2]))
    assert _seen(read, alone) == _seen(read, among) == _seen(read, changed)
    if to_coordinators:
        read_by = [read(world.coordinator, world.group.id or 0, Period.ALL_TIME) for world in (alone, among, changed)]
        assert read_by[0] != read_by[1]
        assert read_by[1] != read_by[2]


def _seen(read: Callable[[Actor, int, Period], object], world: World) -> list[object]:
    return [read(world.clinic, world.group.id or 0, period) for period in Period]


def _someone(draw: random.Random, consent: str) -> Someone:
    return Someone(_marks(draw), consent=consent, sent_days_ago=draw.choice((None, 100)))


def _marks(draw: random.Random) -> tuple[MarkKind | None, ...]:
    """Someone who joins one day, leaves one day, and comes to about half of what lies between."""
    joined, left = sorted(draw.sample(range(SESSIONS + 1), 2))
    return tuple(draw.choice(KINDS) if joined <= number < left else None for number in range(SESSIONS))
