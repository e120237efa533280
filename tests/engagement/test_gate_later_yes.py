"""Whoever agreed after a group session was told is in no figure about the time before, whatever they did (R26, rule 4).

Two people who differ in one thing, and everybody else alike: no answer to the clinic may tell which of the two it is.
That one yes sooner every answer in question does tell, so none of them is equal by saying nothing.
"""

from dataclasses import dataclass, replace

import pytest

from models import ConsentKind, DutyState, Graduate, LeavingReason, MarkKind, Member
from services import clock
from services.engagement.attendance import Outcome, attendance
from tests import make
from tests.engagement.further import More, together
from tests.engagement.test_gate_list import FIGURES
from tests.engagement.world import Someone, World

TOLD = 8  # group sessions over more than a quarter of a year, all given out by the time of the late yes
CAME, AWAY = MarkKind.CAME, MarkKind.DID_NOT_COME
THERE = Someone((AWAY, *(CAME,) * (TOLD - 1)), sent_days_ago=110)
ABSENT = replace(THERE, marks=(AWAY,) * TOLD)
ROOM = [(Someone((CAME,) * TOLD), More()), (THERE, More(duties=((2, DutyState.DONE, False),))), (ABSENT, More())]
# Of no person, or the same for every person of this room: what of them tells of somebody, others hold to account.
OF_NOBODY = {
    "engagement.age.newest_register",
    "engagement.agreed_later.agreed_later",
    "engagement.heading.heading",
    "engagement.outside.attendance_outside",
    "engagement.practised.practised",
    "engagement.registers.missing_registers",
}


@dataclass(frozen=True)
class Differ:
    """Somebody, once so and once otherwise, and the figures that tell the two apart if they agree in time."""

    once: tuple[Someone, More]
    otherwise: tuple[Someone, More]
    told_by: frozenset[str]


def _told_by(*names: str) -> frozenset[str]:
    return frozenset(f"engagement.{name}.{name}" for name in names)


OF_REFERRALS = ("conversion", "waits")
DIFFER = {
    "came": Differ(
        (THERE, More()),
        (ABSENT, More()),
        _told_by("attendance", "journey", "meeting", "newcomers", "seasons", "shared_load", "staying", *OF_REFERRALS),
    ),
    "left": Differ((THERE, More(left_days_ago=3, why=LeavingReason.HEALTH)), (THERE, More()), _told_by("leaving")),
    "had a duty": Differ((THERE, More(duties=((1, DutyState.DONE, False),))), (THERE, More()), _told_by("shared_load")),
    "was contacted": Differ((ABSENT, More(contacted_after=4)), (ABSENT, More()), _told_by(*OF_REFERRALS)),
    "was accepted": Differ((ABSENT, More()), (replace(ABSENT, accepted_after=None), More()), _told_by("journey")),
    "ended it": Differ((ABSENT, More(ended_after=9)), (ABSENT, More()), _told_by("waits")),
    "had a programme": Differ((THERE, More(programmes=(2,))), (THERE, More()), _told_by("conversion")),
}
EACH = pytest.mark.parametrize("name", DIFFER)


@EACH
def test_a_later_yes_tells_nothing_of_the_time_before(database_url: str, name: str) -> None:
    assert _told_apart(DIFFER[name], late=True) == set()


@EACH
def test_a_yes_in_time_tells_it(database_url: str, name: str) -> None:
    assert _told_apart(DIFFER[name], late=False) == DIFFER[name].told_by


def test_every_figure_is_told_apart_by_something_or_is_of_nobody() -> None:
    told = frozenset[str]().union(*(one.told_by for one in DIFFER.values()))
    assert told | OF_NOBODY == set(FIGURES)
    assert told & OF_NOBODY == set()


def _told_apart(differ: Differ, *, late: bool) -> set[str]:
    """The figures that are not the same for the clinic in the two worlds."""
    once, otherwise = (_answers(one, late=late) for one in (differ.once, differ.otherwise))
    return {name for name in FIGURES if once[name] != otherwise[name]}


def _answers(one: tuple[Someone, More], *, late: bool) -> dict[str, object]:
    someone, more = one
    someone = replace(someone, consent="none" if late else "in force")
    world = together((Outcome.RECORDED,) * TOLD, [*ROOM, (someone, more)])
    attendance(world.clinic, world.group.id or 0)
    if late:
        _agrees(world)
    return {name: figure(world.clinic, world.group.id or 0) for name, figure in FIGURES.items()}


def _agrees(world: World) -> None:
    """The last one, today; and comes once more, to a group session that is not told yet."""
    graduate = world.graduates[-1]
    assert isinstance(graduate, Graduate)
    make.consent(graduate, ConsentKind.FEEDBACK, clock.today(), recorded_at=clock.now())
    (member,) = make.rows(Member, graduate_id=graduate.id)
    at = make.this_time(1)
    make.mark(make.group_session(world.group, at, register_finished_at=at), member)
