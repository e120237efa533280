"""Somebody whom the group has twice, by the clinic's word, is one person in every figure."""

from dataclasses import replace

import pytest

from models import DutyState, LeavingReason, MarkKind, Member, MemberEvent, MemberStep
from services import clock
from services.engagement.attendance import Outcome, attendance
from services.engagement.heading import heading
from services.engagement.leaving import leaving
from services.engagement.meeting import meeting
from services.engagement.newcomers import newcomers
from services.engagement.seasons import seasons
from services.engagement.shared_load import shared_load
from services.engagement.staying import staying
from services.roles.load import load
from tests import make
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


LEFT = More(left_days_ago=10, why=LeavingReason.HEALTH)
LAST = replace(LEFT, left_days_ago=5, why=LeavingReason.MANAGING_WELL)


@pytest.mark.parametrize(
    ("under_one", "under_the_other", "told"),
    [
        (LEFT, LAST, {LeavingReason.MANAGING_WELL: 1}),
        (LAST, LEFT, {LeavingReason.MANAGING_WELL: 1}),
        (replace(LEFT, came_back=True), LAST, {}),
        (LEFT, replace(LAST, came_back=True), {}),
    ],
)
def test_they_left_once_when_both_names_did(
    database_url: str, under_one: More, under_the_other: More, told: dict[LeavingReason, int]
) -> None:
    """Where one of the two is tidied away they have not left."""
    names = [(Someone((CAME,)), under_one), (Someone((CAME,), graduate=False, same_as=0), under_the_other)]
    world = together((Outcome.RECORDED,), names)
    reasons = leaving(world.coordinator, world.group.id or 0).reasons
    assert {why: count for why, count in reasons if count} == told


def test_who_came_along_is_here_until_they_leave(database_url: str) -> None:
    """They left as whom they were known before, and not as who came along."""
    names = [(Someone((CAME,)), LEFT), (Someone((CAME,), graduate=False, same_as=0), More())]
    world = together((Outcome.RECORDED,), names)
    (_, along) = make.rows(Member, group_id=world.group.id)
    make.add(MemberEvent(member_id=along.id, step=MemberStep.CAME_ALONG, at=clock.now()))
    assert leaving(world.coordinator, world.group.id or 0).people == 0


@pytest.mark.parametrize(("came_back", "people"), [(True, 0), (False, 1)])
def test_who_came_under_one_name_alone_may_be_here_under_the_other(
    database_url: str, came_back: bool, people: int
) -> None:
    names = [
        (Someone((None,)), replace(LEFT, came_back=came_back)),
        (Someone((CAME,), graduate=False, same_as=0), LEFT),
    ]
    world = together((Outcome.RECORDED,), names)
    assert leaving(world.coordinator, world.group.id or 0).people == people


@pytest.mark.parametrize("name", FIGURES)
def test_r26_a_clinic_is_told_the_same_whether_two_are_one_or_not(database_url: str, name: str) -> None:
    """The second row stands for nobody who agreed, whoever it is."""
    told = []
    for again in (AGAIN, replace(AGAIN, same_as=None)):
        world = build((Outcome.RECORDED,) * 7, (ALWAYS, ALWAYS, ONCE, again))
        told.append(FIGURES[name](world.clinic, world.group.id or 0))
    assert told[0] == told[1]
