"""Referred, contacted, came, settled by when and from where, recounted from raw rows (R23, R24, R26)."""

from datetime import date, timedelta

import pytest

from models import ReferralStep
from services import clock
from services.engagement.conversion import NO_PROGRAMME, Conversion, Reached, conversion
from services.engagement.disclosure import Scope
from services.engagement.journey import journey
from services.engagement.periods import Period, bounds
from services.engagement.stretches import stretches
from tests.engagement import recount, recount_journey
from tests.engagement.further import More, many, together
from tests.engagement.test_figures import EVER, months
from tests.engagement.world import Someone, World


def figures(one: Reached) -> recount_journey.Counts:
    return one.old_enough, one.contacted, one.came, one.settled, one.too_early


def monthly(view: Conversion) -> dict[str, recount_journey.Counts]:
    return {f"{stretch.begins:%Y-%m}": figures(one) for stretch, one in view.by_time if one.referred}


def sent(*people: tuple[Someone, More]) -> Conversion:
    world = together((), list(people))
    return conversion(world.coordinator, world.group.id or 0)


@pytest.mark.parametrize("seed", range(3))
def test_a_coordinator_is_given_every_number_of_their_group(database_url: str, seed: int) -> None:
    world = many(seed, sessions=40, people=30)
    many(seed + 100, sessions=5, people=5)  # another clinic's
    group = world.group.id or 0
    view = conversion(world.coordinator, group, Period.LAST_12_MONTHS)
    told = recount_journey.told(group, months(12), None)
    assert figures(view.all) == recount_journey.counts(told)
    assert monthly(view) == recount_journey.by_month(told)
    whole = conversion(world.coordinator, group, Period.ALL_TIME)
    assert figures(whole.all) == recount_journey.counts(recount_journey.told(group, EVER, None))


@pytest.mark.parametrize("seed", range(3))
def test_a_clinic_is_given_the_numbers_of_those_who_agreed(database_url: str, seed: int) -> None:
    """R26."""
    world = many(seed, sessions=40, people=30)
    group, agreed = world.group.id or 0, recount.agreed(world.clinic.clinic_id or 0)
    view = conversion(world.clinic, group)
    told = recount_journey.told(group, months(24), agreed)
    assert figures(view.all) == recount_journey.counts(told)
    assert monthly(view) == recount_journey.by_month(told)
    assert {stretch.months for stretch, _ in view.by_time} == {1}
    assert {name: figures(one) for name, one in view.by_programme or ()} == recount_journey.by_programme(told)


@pytest.mark.parametrize("period", Period)
def test_the_parts_add_up_and_agree_with_the_journey(database_url: str, period: Period) -> None:
    world = many(4, sessions=30, people=30)
    for actor in (world.coordinator, world.clinic):
        view, whole = conversion(actor, world.group.id or 0, period), journey(actor, world.group.id or 0, period)
        parts = [figures(one) for _, one in view.by_time]
        assert figures(view.all) == tuple(map(sum, zip(*parts, strict=True)))
        assert (view.all.old_enough, view.all.came, view.all.settled, view.all.too_early) == (
            whole.old_enough, whole.first_visit, whole.settled, whole.too_early,
        )  # fmt: skip
    assert view.scope is Scope.AGREED
    assert view.by_programme is not None
    assert sum(one.referred for _, one in view.by_programme) == view.all.referred


@pytest.mark.parametrize(("days", "contacted"), [(56, 1), (57, 0)])
def test_a_contact_counts_within_eight_weeks(database_url: str, days: int, contacted: int) -> None:
    """R24."""
    assert sent((Someone((), sent_days_ago=100), More(contacted_after=days))).all.contacted == contacted


def test_a_referral_that_ended_stays_in_the_count(database_url: str) -> None:
    view = sent((Someone((), sent_days_ago=100), More(ended_after=3, ended_as=ReferralStep.DECLINED)))
    assert figures(view.all) == (1, 0, 0, 0, 0)


def test_months_without_a_referral_are_there_with_nothing(database_url: str) -> None:
    view = sent((Someone((), sent_days_ago=200), More()), (Someone((), sent_days_ago=60), More()))
    assert [one.referred for _, one in view.by_time][1:-1] == [0] * (len(view.by_time) - 2)
    assert len(view.by_time) in (5, 6)


def test_all_that_a_clinic_is_given_is_by_month_on_any_day(database_url: str) -> None:
    """Two years touch 25 months, unless they begin with one."""
    for day in (date(2026, 11, 26), date(2026, 11, 30), date(2026, 12, 31), date(2028, 2, 29)):
        since, until = bounds(Period.LAST_24_MONTHS, day)
        row = stretches(clock.local(since).date(), clock.local(until).date() - timedelta(days=1))
        assert {one.months for one in row} == {1}


def test_programmes_are_the_clinics_alone(database_url: str) -> None:
    """A coordinator sees no programme of anybody."""
    world = together((), [(Someone((), sent_days_ago=10), More(programmes=(0,)))])
    assert conversion(world.coordinator, world.group.id or 0).by_programme is None
    assert [name for name, _ in conversion(world.clinic, world.group.id or 0).by_programme or ()] == ["Programme 0"]


def test_a_programme_completed_after_sending_is_not_where_they_came_from(database_url: str) -> None:
    """Programme 0 ended 40 days ago, 1 130 days ago, 2 220 days ago."""
    world: World = together(
        (),
        [
            (Someone((), sent_days_ago=200), More(programmes=(2, 1))),
            (Someone((), sent_days_ago=100), More(programmes=(0,))),
        ],
    )
    view = conversion(world.clinic, world.group.id or 0)
    assert [name for name, _ in view.by_programme or ()] == [NO_PROGRAMME, "Programme 2"]
