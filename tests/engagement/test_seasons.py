"""This season beside the same months a year before (R29): recounted from raw rows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from models import Consent, ConsentKind
from services import clock
from services.engagement.attendance import attendance
from services.engagement.periods import Period, bounds
from services.engagement.seasons import Season, Seasons, season_of, seasons
from tests import make
from tests.engagement import recount, recount_coming
from tests.engagement.history import History
from tests.engagement.one_room import HOLD, WEEKS, after, told
from tests.engagement.others import the_clinic_sees_no_difference
from tests.engagement.world import at_random
from tests.queries import how_many

NOVEMBER = "2026-11-26T15:00:00Z"


def flat(view: Seasons) -> list[Season]:
    return [each for pair in view.pairs for each in (pair.now, pair.before)]


def test_the_seasons_are_calendar_months_and_the_newest_goes_as_far_as_today(database_url: str) -> None:
    with time_machine.travel(NOVEMBER, tick=False):
        world = at_random(1, sessions=1, people=1)
        pairs = seasons(world.coordinator, world.group.id or 0).pairs
    days = [(pair.now.since, pair.now.until, pair.before.since, pair.before.until) for pair in pairs]
    assert days == [
        (date(2026, 9, 1), date(2026, 11, 26), date(2025, 9, 1), date(2025, 11, 26)),
        (date(2026, 6, 1), date(2026, 8, 31), date(2025, 6, 1), date(2025, 8, 31)),
        (date(2026, 3, 1), date(2026, 5, 31), date(2025, 3, 1), date(2025, 5, 31)),
        (date(2025, 12, 1), date(2026, 2, 28), date(2024, 12, 1), date(2025, 2, 28)),
    ]
    assert [pair.whole for pair in pairs] == [False, True, True, True]


def test_a_winter_that_ends_on_the_29th_is_whole(database_url: str) -> None:
    with time_machine.travel("2025-04-01T12:00:00Z", tick=False):
        world = at_random(1, sessions=1, people=1)
        winter = seasons(world.coordinator, world.group.id or 0).pairs[1]
    assert (winter.now.until, winter.before.until) == (date(2025, 2, 28), date(2024, 2, 29))


@pytest.mark.parametrize(("month", "first"), [(1, 12), (2, 12), (3, 3), (5, 3), (8, 6), (11, 9), (12, 12)])
def test_which_season_a_day_is_in(month: int, first: int) -> None:
    assert season_of(date(2026, month, 15)) == date(2026 - (month < 3), first, 1)


@pytest.mark.parametrize("seed", range(2))
def test_every_number_is_recounted_from_raw_rows(database_url: str, seed: int) -> None:
    """R26: everyone for the coordinator, those who agreed for the clinic."""
    world = at_random(seed, sessions=60, people=20)
    group, agreed = world.group.id or 0, recount.agreed(world.clinic.clinic_id or 0)
    for actor, only in ((world.coordinator, None), (world.clinic, agreed)):
        view = seasons(actor, group)
        assert [each.came for each in flat(view)] == [
            recount_coming.season(group, each.since, each.until, only) for each in flat(view)
        ]
        assert sum(len(each.came) for each in flat(view)) > 40
        first, last = flat(view)[-1].since, flat(view)[0].until
        held = recount_coming.held(group, first, last).values()
        missing = [on for on, done in held if not done]
        inside = [on for on in missing if any(each.since <= on <= each.until for each in flat(view))]
        assert list(view.not_recorded) == sorted(inside)


def test_a_clinic_is_shown_nothing_before_its_24_months(database_url: str) -> None:
    """R26: on any day of the year."""
    world = at_random(1, sessions=1, people=1)
    for days in range(0, 370, 3):
        with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
            view = seasons(replace(world.clinic), world.group.id or 0, Period.PREVIOUS_12_MONTHS)
            begins, _ = bounds(Period.LAST_24_MONTHS, clock.today())
            assert clock.day_begins(min(each.since for each in flat(view))) >= begins
            assert flat(view)[0].until == clock.today()


def test_the_years_before_are_compared_for_the_period_before(database_url: str) -> None:
    world = at_random(1, sessions=1, people=1)
    with time_machine.travel(NOVEMBER, tick=False):
        view = seasons(world.coordinator, world.group.id or 0, Period.PREVIOUS_12_MONTHS)
    assert (view.pairs[0].now.until, view.pairs[0].before.until) == (date(2025, 11, 26), date(2024, 11, 26))


def test_a_clinic_sees_no_difference_whatever_the_others_did(database_url: str) -> None:
    """R9, R26."""
    the_clinic_sees_no_difference(seasons)


def test_who_agrees_later_counts_from_the_next_group_session_that_is_told(database_url: str) -> None:
    """R26: two who came to both; one agrees after the first was told."""
    history = after(History((True, False), (((True, True), 1),) * 2), HOLD, WEEKS)
    told(history)
    after(history, ("give_consent", 1, 0), HOLD, WEEKS)
    with history.at_this_time():
        view = seasons(history.clinic, history.group.id or 0)
    assert view.pairs[0].now.came == (1, 2)


@pytest.mark.parametrize("seed", range(2))
def test_for_a_clinic_it_adds_up_what_attendance_tells_and_nothing_else(database_url: str, seed: int) -> None:
    """R26: why it may count whoever agrees later, session by session."""
    world = at_random(seed, sessions=60, people=20)
    group = world.group.id or 0
    attendance(world.clinic, group)  # everything is given out
    said = {row.graduate_id for row in make.rows(Consent, kind=ConsentKind.FEEDBACK)}
    late = [row for row in world.graduates if row and row.id not in said]
    for graduate in late:
        make.consent(graduate, ConsentKind.FEEDBACK)
    assert late
    came = {one.on: one.came for one in attendance(world.clinic, group).recorded}
    for each in flat(seasons(world.clinic, group)):
        assert each.came == tuple(came[on] for on in came if each.since <= on <= each.until)


def test_the_number_of_queries_does_not_grow(database_url: str) -> None:
    small, large = at_random(1, sessions=5, people=10), at_random(2, sessions=60, people=200)
    for one, other in ((small.clinic, large.clinic), (small.coordinator, large.coordinator)):
        few = how_many(lambda one=one: seasons(one, small.group.id or 0))
        assert few == how_many(lambda other=other: seasons(other, large.group.id or 0))
