"""R28: registers that are missing are named under the chart from referral to settling in, and in what leaves."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from models import GroupSession, GroupSessionState, MarkKind
from services import clock
from services.engagement.attendance import Outcome
from services.engagement.conversion import Conversion, conversion
from services.engagement.journey import Journey, journey
from services.engagement.periods import Period, bounds
from services.engagement.registers import missing_registers
from services.engagement.waits import Waits, waits
from services.security.actor import Actor
from services.sheets.report_wording import Version
from tests import make
from tests.engagement.test_showing import show
from tests.engagement.world import Someone, World, build
from tests.pages.reading import lines
from ui.charts.finding import Finding, Table
from ui.engagement import coming, report
from ui.engagement.shown import Shown
from ui.exporting.chapters import contents

HELD = (Outcome.RECORDED, Outcome.NOT_RECORDED, *(Outcome.RECORDED,) * 3)


@pytest.fixture
def world(sqlite_url: str) -> World:
    return build(HELD, (Someone((MarkKind.CAME, None, *(MarkKind.CAME,) * 3), sent_days_ago=75),))


def day_missing(world: World) -> date:
    (one,) = make.rows(GroupSession, group_id=world.group.id, register_finished_at=None)
    return clock.local(one.starts_at).date()


def short(on: date) -> str:
    return f"{on.day} {on:%b %Y}"


def test_the_chart_from_referral_to_settling_in_names_them_to_both(world: World) -> None:
    said = f"1 register not finished, so visits may be missing: {short(day_missing(world))}."
    for actor in (world.coordinator, world.clinic):
        assert said in lines(show("settling", actor, world))


def test_what_leaves_for_outside_names_them(world: World) -> None:
    shown = [Shown(coming.QUESTION, Finding({}, "", Table((), ())))]  # the page's own finding never leaves
    chapters = report.chapters(world.coordinator, world.group.id or 0, shown)
    ((_, finding),) = contents(chapters, Version.OUTSIDE).given
    assert f"Not recorded: {short(day_missing(world))}. This one is in no figure." in finding.notes


@pytest.mark.parametrize("figure", [conversion, journey, waits])
def test_of_a_period_that_is_over_they_are_named_for_as_long_as_its_figure_can_move(
    database_url: str, figure: Callable[[Actor, int, Period], Conversion | Journey | Waits]
) -> None:
    """How far people came within 8 weeks moves for those 8 weeks; who settled by now, and who waits, until today."""
    world, group = (made := build((), ())), made.group.id or 0
    since, until = bounds(Period.PREVIOUS_12_MONTHS, clock.today())
    within, after = until + timedelta(weeks=7), until + timedelta(weeks=9)
    for at in (since - timedelta(days=1), within, after, clock.now() + timedelta(days=7)):
        make.group_session(world.group, at)
    make.group_session(world.group, within, state=GroupSessionState.CANCELLED, cancel_reason="Snow")
    both = clock.local(within).date(), clock.local(after).date()

    missing = figure(world.coordinator, group, Period.PREVIOUS_12_MONTHS).not_recorded
    assert missing == (both[:1] if figure is conversion else both)
    assert figure(world.coordinator, group, Period.LAST_12_MONTHS).not_recorded == both
    assert missing_registers(world.coordinator, group, Period.PREVIOUS_12_MONTHS) == ()
