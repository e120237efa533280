"""Where the group is heading: its rates recounted from raw rows, its arithmetic walked day by day, and no clinic's."""

from dataclasses import replace

import pytest
from dateutil.relativedelta import relativedelta

from models import MarkKind
from services import clock
from services.engagement.attendance import Outcome
from services.engagement.disclosure import Scope
from services.engagement.heading import Heading, heading
from services.engagement.outlook import TooFew, people_ahead
from services.engagement.periods import Period
from services.engagement.statistics.rates import poisson_rate
from services.security.actor import Actor
from tests import make
from tests.engagement import recount_coming
from tests.engagement.others import the_clinic_sees_no_difference
from tests.engagement.world import Someone, at_random, build
from tests.queries import how_many
from ui.engagement.heading import too_few_words

CAME, MISSED = MarkKind.CAME, MarkKind.DID_NOT_COME
RECORDED = Outcome.RECORDED
MONTH = 365.25 / 12


def walked(now: float, joining: float, leaving: float, months: float) -> float:
    """The same expectation in ten thousand small steps."""
    steps = 10_000
    for _ in range(steps):
        now += (joining - leaving * now) * months / steps
    return now


@pytest.mark.parametrize(("joining", "leaving"), [(0.0, 0.0), (1.5, 0.0), (0.0, 0.3), (1.5, 0.3), (0.4, 2.0)])
def test_people_ahead_is_what_joining_and_leaving_come_to(joining: float, leaving: float) -> None:
    assert people_ahead(12, joining, leaving, 6) == pytest.approx(walked(12, joining, leaving, 6), rel=1e-3)
    assert people_ahead(12, joining, leaving, 0) == 12


@pytest.mark.parametrize("seed", range(2))
def test_every_number_is_recounted_from_raw_rows(database_url: str, seed: int) -> None:
    """R25."""
    world = at_random(seed, sessions=50, people=120)
    view = heading(world.coordinator, world.group.id or 0).outlook
    since = clock.today() - relativedelta(months=12) + relativedelta(days=1)
    coming, visits, joined, days, left, at_risk = recount_coming.rates(world.group.id or 0, since, clock.today())
    assert view is not None
    assert (view.coming, view.visits, view.joined, view.left) == (coming, visits, joined, left)
    assert joined
    assert left
    assert view.joining == poisson_rate(joined, days / MONTH)
    assert view.leaving == poisson_rate(left, at_risk / MONTH)
    share = visits / coming / 6
    for number, month in enumerate(view.months):
        assert month.on == clock.today() + relativedelta(months=number)
        low, high = view.joining.interval, view.leaving.interval
        assert month.low == pytest.approx(share * walked(coming, low.low, high.high, number), rel=1e-2)
        assert month.middle == pytest.approx(
            share * walked(coming, view.joining.value, view.leaving.value, number), rel=1e-2
        )
        assert month.high == pytest.approx(share * walked(coming, low.high, high.low, number), rel=1e-2)


def test_it_begins_at_the_mean_of_the_last_six_registers(database_url: str) -> None:
    world = build((RECORDED,) * 20, (*[Someone((CAME,) * 20)] * 8, Someone((CAME, MISSED) * 10)))
    view = heading(world.coordinator, world.group.id or 0).outlook
    assert view is not None
    assert (view.months[0].low, view.months[0].middle, view.months[0].high) == pytest.approx((8.5, 8.5, 8.5))
    assert len(view.months) == 7


def test_somebody_has_left_only_after_six_recorded_sessions_without_them(database_url: str) -> None:
    """R25: whoever came to the sixth last is still coming."""
    gone = Someone((CAME,) * 14 + (MISSED,) * 6)
    here = Someone((CAME,) * 15 + (MISSED,) * 5)
    view = heading(*_seen((RECORDED,) * 20, (*[here] * 7, gone))).outlook
    assert view is not None
    assert (view.coming, view.left) == (7, 1)


def test_those_with_whom_the_group_began_did_not_join_it(database_url: str) -> None:
    new = Someone((MISSED,) + (CAME,) * 19)
    view = heading(*_seen((RECORDED,) * 20, (*[Someone((CAME,) * 20)] * 8, new))).outlook
    assert view is not None
    assert view.joined == 1


@pytest.mark.parametrize(("sessions", "said"), [(7, False), (8, True)])
def test_below_eight_registers_in_the_year_it_is_too_early(database_url: str, sessions: int, said: bool) -> None:
    view = heading(*_seen((RECORDED,) * sessions, (Someone((CAME,) * sessions),) * 8))
    assert (view.recorded, view.outlook is not None) == (sessions, said)


@pytest.mark.parametrize("many", [7, 8])
def test_of_fewer_than_eight_people_there_are_counts_and_no_rate(database_url: str, many: int) -> None:
    """R23: two who left and some who come; somebody who first came lately could not be seen to leave yet."""
    gone, new = Someone((MISSED, *[CAME] * 3, *[MISSED] * 16)), Someone((*[MISSED] * 18, CAME, CAME))
    view = heading(*_seen((RECORDED,) * 20, (*[Someone((CAME,) * 20)] * (many - 2), gone, gone, new)))
    assert (view.outlook is None) == (many < 8)
    assert view.too_few == (TooFew(seen=7, joined=3, left=2) if many < 8 else None)


def test_too_few_are_told_in_words() -> None:
    """R23."""
    said = too_few_words(TooFew(seen=7, joined=1, left=2))
    assert said.startswith(
        "In the last 12 months 1 person came for the first time, and 2 who came in that time have not come to the last "
        "6 group sessions. How often people stop coming can be told only of 7"
    )
    assert "%" not in said
    assert "100" not in said


def test_without_anybody_lately_it_cannot_be_said(database_url: str) -> None:
    assert heading(*_seen((RECORDED,) * 20, (Someone((CAME,) * 10 + (MISSED,) * 10),))).outlook is None


def test_a_clinic_is_given_nothing_of_it(database_url: str) -> None:
    """R26: not even the number of registers."""
    world = at_random(1, sessions=40, people=30)
    assert heading(world.clinic, world.group.id or 0) == Heading(Scope.AGREED, Period.LAST_12_MONTHS)
    the_clinic_sees_no_difference(lambda actor, group_id, _: heading(actor, group_id))


def test_the_number_of_queries_does_not_grow(database_url: str) -> None:
    small, large = at_random(1, sessions=9, people=10), at_random(2, sessions=60, people=200)
    few = how_many(lambda: heading(small.coordinator, small.group.id or 0))
    assert few == how_many(lambda: heading(large.coordinator, large.group.id or 0))


def _seen(outcomes: tuple[Outcome, ...], people: tuple[Someone, ...]) -> tuple[Actor, int]:
    world = build(outcomes, people)
    return world.coordinator, world.group.id or 0


def test_the_capacity_is_the_groups_own(database_url: str) -> None:
    world = build((), ())
    assert heading(world.coordinator, world.group.id or 0).capacity is None
    other = make.group(make.clinic("Elsewhere"), "Elsewhere", room_capacity=25)
    actor = replace(world.coordinator, group_ids=(other.id or 0,))
    assert heading(actor, other.id or 0).capacity == 25
