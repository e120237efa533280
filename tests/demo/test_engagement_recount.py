"""Every figure of the demo group's engagement once more from raw rows: for both audiences, the page's own periods."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine

from models import Account
from services import clock
from services.demo.load import load_demo
from services.engagement.attendance import attendance
from services.engagement.conversion import conversion
from services.engagement.journey import journey
from services.engagement.leaving import leaving
from services.engagement.meeting import meeting
from services.engagement.newcomers import newcomers
from services.engagement.periods import Period, bounds
from services.engagement.practised import practised
from services.engagement.seasons import seasons
from services.engagement.shared_load import shared_load
from services.engagement.staying import staying
from services.engagement.waits import waits
from services.security.actor import Actor
from services.security.sign_in import actor_of
from tests import databases, make
from tests.demo.conftest import UNTIL
from tests.engagement import (
    recount,
    recount_coming,
    recount_journey,
    recount_leaving,
    recount_load,
    recount_staying,
    test_conversion,
    test_leaving,
    test_seasons,
    test_shared_load,
    test_waits,
)
from tests.engagement.test_figures import EVER, months

DAYS = {Period.LAST_12_MONTHS: 12, Period.LAST_24_MONTHS: 24}


@pytest.fixture(scope="module")
def riverside(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The demo as a first start loads it, on the day that its story ends; a group's id."""
    with (
        databases.sqlite(shared, tmp_path_factory.mktemp("recount")) as url,
        databases.using(url),
        time_machine.travel(datetime.combine(UNTIL, time(10), UTC), tick=False),
    ):
        load_demo(until=UNTIL)
        yield 1


def actors(group: int) -> list[tuple[Actor, int, Period, set[int] | None]]:
    """Each audience with its group, each period it is shown, and the graduates who are counted."""
    (coordinator,), (staff,) = make.rows(Account, username="coordinator"), make.rows(Account, username="clinic")
    agreed = recount.agreed(staff.clinic_id or 0)
    us, them = actor_of(coordinator, (group,)), actor_of(staff)
    return [
        (us, group, Period.LAST_12_MONTHS, None),
        (us, group, Period.ALL_TIME, None),
        (them, group, Period.LAST_24_MONTHS, agreed),
    ]


def since(period: Period) -> int:
    return months(DAYS[period]) if period in DAYS else EVER


def test_how_many_came_and_how_far_referrals_led(riverside: int) -> None:
    for actor, group, period, only in actors(riverside):
        came = attendance(actor, group, period)
        told = [
            (one.on.isoformat(), one.outcome.value, one.came, one.late, one.sent_word, one.did_not_come)
            for one in came.sessions
        ]
        assert told == recount.sessions(group, since(period), only)
        led = journey(actor, group, period)
        counts = (led.old_enough, led.accepted, led.first_visit, led.settled, led.settled_by_now, led.too_early)
        assert counts == recount.journey(group, since(period), only)
        assert sum(counts) > 20


def test_referrals_by_month_and_programme_and_how_long_they_took(riverside: int) -> None:
    for actor, group, period, only in actors(riverside):
        told = recount_journey.told(group, since(period), only)
        view = conversion(actor, group, period)
        assert test_conversion.figures(view.all) == recount_journey.counts(told)
        if period is not Period.ALL_TIME:
            assert test_conversion.monthly(view) == recount_journey.by_month(told)
        if view.by_programme is not None:
            by_programme = {name: test_conversion.figures(one) for name, one in view.by_programme}
            assert by_programme == recount_journey.by_programme(told)
        took = waits(actor, group, period)
        assert test_waits.figures(took.contact) == test_waits.recounted(told, "contacted")
        assert test_waits.figures(took.visit) == test_waits.recounted(told, "came")


def test_who_stays_who_left_and_what_is_shared(riverside: int) -> None:
    for actor, group, period, only in actors(riverside):
        stayed, people = staying(actor, group, period), recount_staying.followed(group, since(period), only)
        assert (stayed.once, stayed.once_lately) == recount_staying.came_once(group, since(period), only)
        assert (stayed.people, stayed.left) == (len(people), sum(left for _, left in people))
        for step in stayed.curve.steps if stayed.curve else ():
            assert step.survival == pytest.approx(recount_staying.survival(people, int(step.time)))
        left = test_leaving.given(leaving(actor, group, period))
        assert left == recount_leaving.reasons(group, since(period), only)
        assert test_shared_load.told(shared_load(actor, group, period)) == recount_load.shares(
            group, since(period), only
        )


def test_newcomers_seasons_skills_and_who_met_whom(riverside: int) -> None:
    for actor, group, period, only in actors(riverside):
        for quarter in newcomers(actor, group, period).quarters:
            assert quarter.newcomers == recount_coming.new(group, quarter.since, quarter.until, only)
        for season in test_seasons.flat(seasons(actor, group)):
            assert season.came == recount_coming.season(group, season.since, season.until, only)
        begins, ends = bounds(period, clock.today())
        days = clock.local(begins).date(), clock.local(ends).date() - timedelta(days=1)
        skills = {one.name: one.group_sessions for one in practised(actor, group, period).skills}
        assert skills == recount_coming.skills(group, *days)
        assert list(meeting(actor, group, period).met) == recount_coming.met(group, *days, only)
