"""Are newcomers joining: first visits by quarter, recounted from raw rows, and how often in words (R23)."""

from datetime import date, timedelta

import pytest
import time_machine

from models import MarkKind
from services import clock
from services.engagement.attendance import Outcome
from services.engagement.disclosure import Scope
from services.engagement.newcomers import Newcomers, Quarter, newcomers
from services.engagement.periods import Period
from services.engagement.statistics.rates import poisson_rate
from tests.engagement import recount, recount_coming
from tests.engagement.drawn import drawn
from tests.engagement.others import the_clinic_sees_no_difference
from tests.engagement.world import Someone, at_random, build
from tests.queries import how_many
from ui.charts.newcomers import newcomers_finding

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
    """The rate is over the 70 days since then, and not over the whole year."""
    world = build((Outcome.NOT_RECORDED, *[RECORDED] * 5), (Someone((None, *[CAME] * 5)),))
    view = newcomers(world.coordinator, world.group.id or 0)
    assert [one.since for one in view.quarters] == [clock.today() - timedelta(days=70)]
    assert view.rate == poisson_rate(1, 71 / (365.25 / 4))
    assert view.not_recorded == ()


def test_only_the_first_visit_ever_is_new(database_url: str) -> None:
    """Somebody who first came long ago is no newcomer when they come again."""
    world = build((RECORDED,) * 40, (Someone((CAME, *[None] * 38, CAME)), Someone((*[None] * 39, MarkKind.LATE))))
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


def view(*counts: int, scope: Scope = Scope.EVERYONE) -> Newcomers:
    days = [date(2025, 11, 27), date(2026, 2, 27), date(2026, 5, 27), date(2026, 8, 27), date(2026, 11, 27)]
    quarters = tuple(
        Quarter(since, until - timedelta(days=1), count)
        for since, until, count in zip(days, days[1:], counts, strict=False)
    )
    rate = poisson_rate(sum(counts), len(counts))
    return Newcomers(scope, Period.LAST_12_MONTHS, quarters, rate, (date(2026, 3, 5),), date(2026, 11, 19))


def test_the_sentence_says_how_many_and_how_often() -> None:
    """R23: 7 in 4, Garwood 2.814 to 14.423 (published tables), so 0.7 to 3.6 in one."""
    assert newcomers_finding(view(3, 0, 2, 2)).sentence == (
        "From 27 Nov 2025 to 26 Nov 2026, 7 people came for the first time, 2 of them in the newest three months: "
        "about 1.8 every three months (between 0.7 and 3.6)."
    )


def test_when_nobody_is_new_it_says_so_with_the_range() -> None:
    assert newcomers_finding(view(0, 0, 0, 0)).sentence == (
        "From 27 Nov 2025 to 26 Nov 2026, nobody came for the first time: "
        "about 0 every three months (between 0 and 0.9)."
    )


def test_a_clinics_sentence_says_of_whom_it_speaks() -> None:
    """R26."""
    sentence = newcomers_finding(view(1, 0, 0, 0, scope=Scope.AGREED)).sentence
    assert "1 of the people who agreed to feedback came for the first time, none of them in the newest" in sentence


def test_the_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = newcomers_finding(view(3, 0, 2, 2))
    columns = drawn(finding.spec)
    assert [row[1] for row in reversed(finding.table.rows)] == [str(one["count"]) for one in columns]
    assert [f"{row[0]}: {row[1]}" for row in reversed(finding.table.rows)] == [one["said"] for one in columns]


def test_missing_registers_are_named() -> None:
    """R28."""
    assert newcomers_finding(view(1, 1)).notes[0] == "Not recorded: 5 Mar 2026. This one is in no figure."
