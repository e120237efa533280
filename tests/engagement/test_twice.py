"""Somebody whom the group has twice, by the clinic's word, is one person in every figure."""

from dataclasses import replace

import pytest

from models import DutyState, MarkKind
from services.engagement.attendance import Outcome, attendance
from services.engagement.heading import heading
from services.engagement.meeting import meeting
from services.engagement.newcomers import newcomers
from services.engagement.seasons import seasons
from services.engagement.shared_load import shared_load
from services.engagement.staying import staying
from services.roles.load import load
from tests.engagement.further import More, together
from tests.engagement.test_gate_list import FIGURES
from tests.engagement.world import Someone, World, build

CAME = MarkKind.CAME
ALWAYS = Someone((CAME,) * 7)
# From the second group session on, under one name and then under another; at the fifth under both.
ONCE = Someone((None, *[CAME] * 4, None, None))
AGAIN = Someone((*[None] * 4, *[CAME] * 3), graduate=False, same_as=2)


@pytest.fixture
def world(database_url: str) -> World:
    def did(*at: int) -> More:
        return More(duties=tuple((each, DutyState.DONE, False) for each in at))

    people = [(ALWAYS, did(0, 1, 2)), (ALWAYS, did(3, 4)), (ONCE, did(1, 2)), (AGAIN, did(5, 6))]
    return together((Outcome.RECORDED,) * 7, people)


def test_roles_and_engagement_count_the_same_people(world: World) -> None:
    group = world.group.id or 0
    shares, whole = load(world.coordinator, group), shared_load(world.coordinator, group).all
    assert (whole.duties, whole.holders, whole.top_two) == (9, 3, 7)
    assert (shares.duties, shares.people, shares.top_two) == (9, 3, 7)
    assert (whole.came, whole.with_role) == (3, 3)


def test_a_duty_that_was_not_done_counts_on_neither_page(database_url: str) -> None:
    world = together((Outcome.RECORDED,), [(Someone((CAME,)), More(duties=((0, DutyState.ACCEPTED, False),)))])
    group = world.group.id or 0
    assert load(world.coordinator, group).duties == shared_load(world.coordinator, group).all.duties == 0


def test_they_joined_once_and_stayed(world: World) -> None:
    group = world.group.id or 0
    stayed = staying(world.coordinator, group)
    assert newcomers(world.coordinator, group).total == 1
    assert (stayed.people, stayed.left, stayed.once) == (3, 0, 0)


def test_they_met_each_other_person_and_not_themselves(world: World) -> None:
    assert meeting(world.coordinator, world.group.id or 0).met == (2, 2, 2)


def test_under_two_names_in_one_register_they_came_once(world: World) -> None:
    group = world.group.id or 0
    each = [2, 3, 3, 3, 3, 3, 3]
    assert [one.came for one in attendance(world.coordinator, group).sessions] == each
    pairs = seasons(world.coordinator, group).pairs
    assert [came for pair in reversed(pairs) for came in pair.now.came] == each


def test_two_names_in_one_register_are_one_visit(database_url: str) -> None:
    world = build((Outcome.RECORDED,) * 7, (Someone((*[None] * 6, CAME)), Someone((*[None] * 6, CAME), same_as=0)))
    assert staying(world.coordinator, world.group.id or 0).once == 1


def test_where_the_group_is_heading_has_them_once(database_url: str) -> None:
    eight = (Someone((CAME,) * 9),) * 8
    names = Someone((None, *[CAME] * 8)), Someone((*[None] * 5, *[CAME] * 4), graduate=False, same_as=8)
    world = build((Outcome.RECORDED,) * 9, (*eight, *names))
    ahead = heading(world.coordinator, world.group.id or 0).outlook
    assert ahead is not None
    assert (ahead.coming, ahead.visits, ahead.joined, ahead.left) == (9, 54, 1, 0)


@pytest.mark.parametrize("name", FIGURES)
def test_r26_a_clinic_is_told_the_same_whether_two_are_one_or_not(database_url: str, name: str) -> None:
    """The second row stands for nobody who agreed, whoever it is."""
    told = []
    for again in (AGAIN, replace(AGAIN, same_as=None)):
        world = build((Outcome.RECORDED,) * 7, (ALWAYS, ALWAYS, ONCE, again))
        told.append(FIGURES[name](world.clinic, world.group.id or 0))
    assert told[0] == told[1]
