"""Are newcomers joining: first visits by quarter, recounted from raw rows, and how often in words (R23)."""

from datetime import date, timedelta

import pytest
import time_machine

from models import MarkKind
from services import clock
from services.engagement.attendance import Outcome
from services.engagement.heading import heading
from services.engagement.newcomers import newcomers
from services.engagement.periods import Period
from services.engagement.statistics.rates import poisson_rate
from tests import make
from tests.engagement import recount, recount_coming
from tests.engagement.others import the_clinic_sees_no_difference
from tests.engagement.world import Someone, at_random, build
from tests.queries import how_many

NOVEMBER = "2026-11-26T15:00:00Z"
RECORDED, CAME = Outcome.RECORDED, MarkKind.CAME


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("period", Period)
def test_every_number_is_recounted_from_raw_rows(database_url: str, seed: int, period: Period) -> None:
    """R26: everyone for the coordinator, those who agreed for the clinic."""
    world = at_random(seed, sessions=80, people=60)
    group, agreed = world.group.id or 0, recount.agreed(world.clinic.clinic_id or 0)
    for actor, only in ((world.coordinator, None), (world.clinic, agreed)):
        view = newcomers(actor, group, period)
        assert view.quarters
        for quarter in view.quarters:
            assert quarter.newcomers == recount_coming.new(group, quarter.since, quarter.until, only)
        first, last = view.quarters[0].since, view.quarters[-1].until
        assert view.total == recount_coming.new(group, first, last, only)
        held = recount_coming.held(group, first, last).values()
        assert list(view.not_recorded) == sorted(on for on, done in held if not done)


def test_twelve_months_are_four_quarters_that_leave_no_day_out(database_url: str) -> None:
    with time_machine.travel(NOVEMBER, tick=False):
        world = at_random(1, sessions=60, people=1)
        quarters = newcomers(world.coordinator, world.group.id or 0).quarters
    assert [(one.since, one.until) for one in quarters] == [
        (date(2025, 11, 27), date(2026, 2, 26)),
        (date(2026, 2, 27), date(2026, 5, 26)),
        (date(2026, 5, 27), date(2026, 8, 26)),
        (date(2026, 8, 27), date(2026, 11, 26)),
    ]


def test_nobody_could_join_before_the_first_finished_register(database_url: str) -> None:
    """The rate is over the 112 days since then, and not over the whole year."""
    world = build((Outcome.NOT_RECORDED, *[RECORDED] * 8), (Someone((None, None, *[CAME] * 7)),) * 8)
    view = newcomers(world.coordinator, world.group.id or 0)
    assert view.quarters[0].since == clock.today() - timedelta(days=112)
    assert view.rate == poisson_rate(8, 113 / (365.25 / 4))
    assert view.not_recorded == ()


@pytest.mark.parametrize(("days", "said"), [("2026-05-27", True), ("2026-05-28", False)])
def test_there_is_no_rate_of_less_than_three_months(database_url: str, days: str, said: bool) -> None:
    """R23: the group began on that day, and it is 26 August."""
    with time_machine.travel(f"{days}T12:00:00Z", tick=False):
        world = build((), ())
        first = make.group_session(world.group, clock.now(), register_finished_at=clock.now())
    with time_machine.travel("2026-08-12T12:00:00Z", tick=False):
        second = make.group_session(world.group, clock.now(), register_finished_at=clock.now())
        for _ in range(8):
            make.mark(second, make.member(world.group), CAME)
    with time_machine.travel("2026-08-26T12:00:00Z", tick=False):
        view = newcomers(world.coordinator, world.group.id or 0)
    assert first.id
    assert (len(view.quarters), view.rate is not None) == (1, said)


def test_those_with_whom_the_group_began_did_not_join_it(database_url: str) -> None:
    """As for where the group is heading."""
    world = build((RECORDED,) * 20, (*[Someone((CAME,) * 20)] * 8, Someone((None, *[CAME] * 19))))
    ahead = heading(world.coordinator, world.group.id or 0).outlook
    assert ahead is not None
    assert newcomers(world.coordinator, world.group.id or 0).total == ahead.joined == 1


@pytest.mark.parametrize(("people", "said"), [(7, False), (8, True)])
def test_of_fewer_than_eight_there_is_no_rate(database_url: str, people: int, said: bool) -> None:
    """R23."""
    world = build((RECORDED,) * 8, (Someone((None, *[CAME] * 7)),) * people)
    view = newcomers(world.coordinator, world.group.id or 0)
    assert (view.total, view.rate is not None) == (people, said)


def test_only_the_first_visit_ever_is_new(database_url: str) -> None:
    """Somebody who first came long ago is no newcomer when they come again."""
    old, new = Someone((None, CAME, *[None] * 37, CAME)), Someone((*[None] * 39, MarkKind.LATE))
    world = build((RECORDED,) * 40, (old, new))
    assert newcomers(world.coordinator, world.group.id or 0).total == 1


def test_without_a_finished_register_there_is_no_figure(database_url: str) -> None:
    world = build((Outcome.NOT_RECORDED, Outcome.CANCELLED), (Someone((CAME, CAME)),))
    view = newcomers(world.coordinator, world.group.id or 0)
    assert (view.quarters, view.rate) == ((), None)


def test_a_period_before_the_group_began_has_no_quarter(database_url: str) -> None:
    world = build((RECORDED,), (Someone((CAME,)),))
    assert newcomers(world.coordinator, world.group.id or 0, Period.PREVIOUS_12_MONTHS).quarters == ()


def test_a_clinic_sees_no_difference_whatever_the_others_did(database_url: str) -> None:
    """R9, R26."""
    the_clinic_sees_no_difference(newcomers)


def test_the_number_of_queries_does_not_grow(database_url: str) -> None:
    small, large = at_random(1, sessions=5, people=10), at_random(2, sessions=60, people=200)
    for one, other in ((small.clinic, large.clinic), (small.coordinator, large.coordinator)):
        few = how_many(lambda one=one: newcomers(one, small.group.id or 0))
        assert few == how_many(lambda other=other: newcomers(other, large.group.id or 0))
