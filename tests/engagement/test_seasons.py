"""This season beside the same months a year before (R29): recounted from raw rows, and in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from services import clock
from services.engagement.disclosure import Scope
from services.engagement.periods import Period, bounds
from services.engagement.seasons import Pair, Seasons, Stretch, season_of, seasons
from tests.engagement import recount, recount_coming
from tests.engagement.others import the_clinic_sees_no_difference
from tests.engagement.world import at_random
from tests.queries import how_many
from ui.charts.seasons import seasons_finding

NOVEMBER = "2026-11-26T15:00:00Z"


def flat(view: Seasons) -> list[Stretch]:
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


def test_the_number_of_queries_does_not_grow(database_url: str) -> None:
    small, large = at_random(1, sessions=5, people=10), at_random(2, sessions=60, people=200)
    for one, other in ((small.clinic, large.clinic), (small.coordinator, large.coordinator)):
        few = how_many(lambda one=one: seasons(one, small.group.id or 0))  # type: ignore[misc]
        assert few == how_many(lambda other=other: seasons(other, large.group.id or 0))  # type: ignore[misc]


def view(now: tuple[int, ...], before: tuple[int, ...], *, whole: bool = False) -> Seasons:
    autumn = Pair(
        Stretch(date(2026, 9, 1), date(2026, 11, 26), now),
        Stretch(date(2025, 9, 1), date(2025, 11, 26), before),
        whole,
    )
    winter = Pair(
        Stretch(date(2025, 12, 1), date(2026, 2, 28), (5,)), Stretch(date(2024, 12, 1), date(2025, 2, 28), ()), True
    )
    return Seasons(Scope.EVERYONE, Period.LAST_12_MONTHS, (autumn, winter), (date(2026, 9, 10),), date(2026, 11, 19))


def test_the_sentence_gives_the_visits_and_group_sessions_behind_each_average() -> None:
    """R23, R29."""
    assert seasons_finding(view((8, 9, 8, 9), (5, 6, 5, 6))).sentence == (
        "In autumn 2026 up to 26 Nov 2026, on average 8.5 people came to 4 recorded group sessions (34 visits); "
        "in the same days a year before it was 5.5 at 4 (22 visits): about 3 more (between 2 and 4)."
    )


def test_a_difference_that_may_be_none_is_not_clear() -> None:
    sentence = seasons_finding(view((8, 2, 8, 4), (5, 6, 5, 6), whole=True)).sentence
    assert sentence.endswith("in the same months a year before it was 5.5 at 4 (22 visits): no clear difference.")


def test_too_few_group_sessions_say_nothing_of_a_difference() -> None:
    assert seasons_finding(view((8,), (5,))).sentence.endswith("it was 5 at 1 (5 visits).")


def test_a_season_without_a_register_is_compared_with_nothing() -> None:
    finding = seasons_finding(view((8,), ()))
    assert finding.sentence.startswith("No season has a finished register in both years yet")
    assert finding.table.rows[1] == ("Autumn 2025 (1 Sep 2025 to 26 Nov 2025)", "0", "0", "No finished register")


def test_missing_registers_are_named() -> None:
    """R28."""
    assert seasons_finding(view((8,), (5,))).notes[0] == "Not recorded: 10 Sep 2026. This one is in no figure."


def test_the_table_holds_the_plotted_figures() -> None:
    """R27: and the year before is told from this one by its outline and its words."""
    finding = seasons_finding(view((8, 9), (5, 6)))
    bars = (
        next(iter(finding.spec["datasets"].values())) if "datasets" in finding.spec else finding.spec["data"]["values"]
    )
    assert [bar["label"] for bar in bars] == [
        "Autumn 2026: 8.5 on average",
        "Autumn 2025: 5.5 on average",
        "Winter 2025/26: 5 on average",
        "Winter 2024/25: no finished register",
    ]
    assert [bar["hollow"] for bar in bars] == [False, True, False, True]
    assert [row[3] for row in finding.table.rows[:3]] == [f"{bar['value']:g}" for bar in bars[:3]]


def test_a_clinics_sentence_says_of_whom_it_speaks() -> None:
    """R26."""
    finding = seasons_finding(replace(view((8, 9), (5, 6)), scope=Scope.AGREED))
    assert "on average 8.5 of the people who agreed to feedback came" in finding.sentence
