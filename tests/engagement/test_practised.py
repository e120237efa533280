"""Which skills were practised (R17): recounted from raw rows, and in words."""

import random
from datetime import date, timedelta

import pytest

from models import GroupSession, GroupSessionSkill
from services import clock
from services.engagement.attendance import Outcome
from services.engagement.disclosure import Scope
from services.engagement.periods import Period, bounds
from services.engagement.practised import Practised, SkillPractised, practised
from tests import make
from tests.engagement import recount_coming
from tests.engagement.drawn import drawn
from tests.engagement.others import the_clinic_sees_no_difference
from tests.engagement.world import World, at_random, build
from tests.queries import how_many
from ui.charts.practised import practised_finding

NAMES = ("Sleep", "Pacing", "Diary", "movement")


def practising(world: World, seed: int = 1) -> World:
    """The same world, with skills noted at about three in four of its group sessions, whatever became of them."""
    draw = random.Random(seed)
    skills = [make.skill(world.group, name) for name in NAMES]
    sessions = make.rows(GroupSession, group_id=world.group.id)
    make.add_all(
        [
            GroupSessionSkill(group_session_id=one.id or 0, skill_id=skill.id or 0)
            for one in sessions
            for skill in draw.sample(skills, draw.choice((0, 1, 2, 3)))
        ]
    )
    return world


@pytest.mark.parametrize("period", Period)
def test_every_number_is_recounted_from_raw_rows(database_url: str, period: Period) -> None:
    practising(at_random(9, sessions=30, people=2))  # another group's skills have the same names
    world = practising(at_random(1, sessions=60, people=2))
    for actor in (world.coordinator, world.clinic):
        view = practised(actor, world.group.id or 0, period)
        begins, ends = bounds(view.period, clock.today())
        days = clock.local(begins).date(), clock.local(ends).date() - timedelta(days=1)
        counts = recount_coming.skills(world.group.id or 0, *days)
        assert {one.name: one.group_sessions for one in view.skills} == counts
        held = recount_coming.held(world.group.id or 0, *days).values()
        assert view.of == sum(done for _, done in held)
        assert list(view.not_recorded) == sorted(on for on, done in held if not done)


def test_the_most_practised_come_first_and_then_by_name(database_url: str) -> None:
    world = build((Outcome.RECORDED,) * 2, ())
    by_name = {name: make.skill(world.group, name) for name in NAMES}
    (first, _) = make.rows(GroupSession, group_id=world.group.id)
    make.add(GroupSessionSkill(group_session_id=first.id or 0, skill_id=by_name["Sleep"].id or 0))
    view = practised(world.coordinator, world.group.id or 0)
    assert [one.name for one in view.skills] == ["Sleep", "Diary", "movement", "Pacing"]
    assert (view.of, view.without) == (2, 1)


def test_what_was_planned_for_a_session_without_register_was_not_practised(database_url: str) -> None:
    """R12."""
    world = build((Outcome.CANCELLED, Outcome.NOT_RECORDED), ())
    skill = make.skill(world.group)
    for session in make.rows(GroupSession, group_id=world.group.id):
        make.add(GroupSessionSkill(group_session_id=session.id or 0, skill_id=skill.id or 0))
    view = practised(world.coordinator, world.group.id or 0)
    assert (view.skills, view.of, len(view.not_recorded)) == ((SkillPractised("Pacing", 0),), 0, 1)


def test_no_person_is_in_it(database_url: str) -> None:
    """R9, R26: whoever comes, agreed or not, it says the same, to coordinators too."""
    the_clinic_sees_no_difference(practised, to_coordinators=False)
    empty, full = at_random(3, sessions=30, people=0), at_random(3, sessions=30, people=9)
    seen = [practised(world.coordinator, world.group.id or 0, Period.ALL_TIME) for world in (empty, full)]
    assert seen[0] == seen[1]


def test_the_number_of_queries_does_not_grow(database_url: str) -> None:
    small, large = practising(at_random(1, sessions=5, people=1)), practising(at_random(2, sessions=80, people=200))
    for one, other in ((small.clinic, large.clinic), (small.coordinator, large.coordinator)):
        few = how_many(lambda one=one: practised(one, small.group.id or 0))
        assert few == how_many(lambda other=other: practised(other, large.group.id or 0))


def view(of: int = 24, without: int = 0, **counts: int) -> Practised:
    skills = tuple(SkillPractised(name, count) for name, count in counts.items())
    return Practised(Scope.EVERYONE, Period.LAST_12_MONTHS, skills, of, without, (date(2026, 3, 5),))


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"Pacing": 6, "Sleep": 2}, "Practised most: Pacing, at 6 of 24 recorded group sessions."),
        (
            {"Diary": 6, "Pacing": 6, "Sleep": 0},
            "Practised most: Diary and Pacing, at 6 of 24 recorded group sessions; Sleep at none.",
        ),
        (dict.fromkeys("ABC", 1), "Practised most: A, B and C, at 1 of 24 recorded group sessions."),
        (dict.fromkeys("ABCDE", 1), "Practised most: A, B, C and 2 more, at 1 of 24 recorded group sessions."),
        ({"Pacing": 0}, "No skill was noted at any of 24 recorded group sessions."),
    ],
)
def test_the_sentence_names_what_was_practised_most(counts: dict[str, int], sentence: str) -> None:
    assert practised_finding(view(**counts)).sentence == sentence


def test_the_table_holds_the_plotted_figures() -> None:
    """R27: each bar says its numerator and denominator (R23)."""
    finding = practised_finding(view(Pacing=6, Sleep=2))
    assert not finding.of_people
    assert finding.table.rows == (("Pacing", "6 of 24"), ("Sleep", "2 of 24"))
    assert [bar["label"] for bar in drawn(finding.spec)] == [": ".join(row) for row in finding.table.rows]
    assert [bar["value"] for bar in drawn(finding.spec)] == [6, 2]


def test_what_weakens_it_is_named() -> None:
    """R28."""
    assert practised_finding(view(without=3, Pacing=6)).notes == (
        "Not recorded: 5 Mar 2026. This one is in no figure.",
        "At 3 of 24 recorded group sessions no skill was noted.",
    )
