"""Every number of both reads, recounted from raw rows; and what the rules keep out of them."""

from datetime import date, timedelta

import pytest
import time_machine
from dateutil.relativedelta import relativedelta

from models import MarkKind
from services import clock
from services.engagement.age import newest_register
from services.engagement.attendance import Attendance, Outcome, attendance
from services.engagement.journey import Journey, journey
from services.engagement.periods import Period
from services.errors import NotFound
from tests.cast import Cast
from tests.engagement import recount
from tests.engagement.world import Someone, at_random, build
from tests.queries import counted

EVER = 100_000
CAME, MISSED, NO_MARK = MarkKind.CAME, MarkKind.DID_NOT_COME, None


def lines(view: Attendance) -> list[recount.Row]:
    return [
        (one.on.isoformat(), one.outcome.value, one.came, one.late, one.sent_word, one.did_not_come)
        for one in view.sessions
    ]


def figures(view: Journey) -> tuple[int, int, int, int, int, int]:
    return view.old_enough, view.accepted, view.first_visit, view.settled, view.settled_by_now, view.too_early


def months(number: int) -> int:
    """A period's length in days: it begins on the day after the same date that many months ago."""
    tomorrow = clock.today() + timedelta(days=1)
    return (clock.today() - (tomorrow - relativedelta(months=number))).days + 1


@pytest.mark.parametrize("seed", range(3))
def test_a_coordinator_is_given_every_number_of_their_group(database_url: str, seed: int) -> None:
    world = at_random(seed, sessions=60, people=30)
    at_random(seed + 100, sessions=5, people=5)  # another clinic's
    group = world.group.id or 0
    for period, days in ((Period.ALL_TIME, EVER), (Period.LAST_12_MONTHS, months(12))):
        assert lines(attendance(world.coordinator, group, period)) == recount.sessions(group, days, None)
        assert figures(journey(world.coordinator, group, period)) == recount.journey(group, days, None)


@pytest.mark.parametrize("seed", range(3))
def test_a_clinic_is_given_the_numbers_of_those_who_agreed(database_url: str, seed: int) -> None:
    """R26."""
    world = at_random(seed, sessions=60, people=30)
    group, agreed = world.group.id or 0, recount.agreed(world.clinic.clinic_id or 0)
    view = attendance(world.clinic, group)
    assert lines(view) == recount.sessions(group, months(24), agreed)
    assert view.people == len(agreed)
    assert figures(journey(world.clinic, group)) == recount.journey(group, months(24), agreed)


def test_the_previous_12_months_end_where_the_last_begin(database_url: str) -> None:
    world = at_random(1, sessions=70, people=3)
    group = world.group.id or 0
    last, before, both = (
        lines(attendance(world.coordinator, group, period))
        for period in (Period.LAST_12_MONTHS, Period.PREVIOUS_12_MONTHS, Period.ALL_TIME)
    )
    assert before + last == both[-len(before + last) :]
    assert len(before) == 26
    assert len(last) == 26


def test_a_cancelled_or_unfinished_session_has_no_count(database_url: str) -> None:
    """R12: neither is an absence, whatever marks are there."""
    world = build((Outcome.CANCELLED, Outcome.NOT_RECORDED), (Someone((MISSED, CAME)),))
    for actor in (world.coordinator, world.clinic):
        view = attendance(actor, world.group.id or 0)
        assert [(one.outcome, one.came) for one in view.sessions] == [
            (Outcome.CANCELLED, None),
            (Outcome.NOT_RECORDED, None),
        ]
        assert newest_register(actor, world.group.id or 0) is None


def test_the_age_of_the_data_is_the_newest_finished_register(database_url: str) -> None:
    world = build((Outcome.RECORDED, Outcome.RECORDED, Outcome.NOT_RECORDED), ())
    view = attendance(world.coordinator, world.group.id or 0, Period.PREVIOUS_12_MONTHS)
    assert view.sessions == ()
    assert newest_register(world.coordinator, world.group.id or 0) == clock.today() - timedelta(days=28)


@pytest.mark.parametrize(("days", "old_enough"), [(55, 0), (56, 1)])
def test_a_referral_younger_than_eight_weeks_is_too_early(database_url: str, days: int, old_enough: int) -> None:
    """R24."""
    world = build((), (Someone((), sent_days_ago=days),))
    view = journey(world.coordinator, world.group.id or 0)
    assert (view.old_enough, view.accepted, view.too_early) == (old_enough, old_enough, 1 - old_enough)


def test_a_visit_after_eight_weeks_does_not_count(database_url: str) -> None:
    """R24: the horizon is the same for everybody. Sessions were 70, 56, 42, 28 and 14 days ago."""
    outcomes, late, early = (Outcome.RECORDED,) * 5, (None, None, None, None, CAME), (None, None, None, CAME, None)
    world = build(outcomes, (Someone(late, sent_days_ago=71), Someone(early, sent_days_ago=71)))
    view = journey(world.coordinator, world.group.id or 0)
    assert (view.old_enough, view.first_visit) == (2, 1)


def test_a_visit_that_was_undone_is_none(database_url: str) -> None:
    """R5: the events say so, and the newest word stands."""
    world = build((Outcome.RECORDED,) * 6, (Someone((CAME,) * 6, sent_days_ago=80, undone=True),))
    view = journey(world.coordinator, world.group.id or 0)
    assert (view.accepted, view.first_visit, view.settled) == (1, 0, 0)


def test_the_visit_counts_on_its_day_however_late_the_register_was_kept(database_url: str) -> None:
    world = build((Outcome.RECORDED,) * 6, (Someone((CAME,) * 6, sent_days_ago=80),))
    view = journey(world.coordinator, world.group.id or 0)
    assert (view.first_visit, view.settled) == (1, 1)


def test_days_are_those_on_the_wall(database_url: str) -> None:
    """A group session at 00:30 in summer is on that day, not on the one before."""
    with time_machine.travel("2026-07-20T12:00:00Z", tick=False):
        world = build((Outcome.RECORDED,), ())
        assert attendance(world.coordinator, world.group.id or 0).sessions[0].on == date(2026, 7, 6)


@pytest.mark.parametrize("read", [attendance, journey])
def test_another_groups_figures_are_not_found(cast: Cast, read: object) -> None:
    """R30."""
    assert callable(read)
    for actor in (cast.clinic_2, cast.coordinator_3):
        with pytest.raises(NotFound):
            read(actor, cast.group.id or 0)


def test_the_number_of_queries_does_not_grow(database_url: str) -> None:
    small, large = at_random(1, sessions=10, people=20), at_random(2, sessions=260, people=200)
    sent = {}
    for name, world in (("small", small), ("large", large)):
        for role, actor in (("clinic", world.clinic), ("coordinator", world.coordinator)):
            with counted() as statements:
                attendance(actor, world.group.id or 0, Period.ALL_TIME)
                journey(actor, world.group.id or 0, Period.ALL_TIME)
            sent[name, role] = len(statements)
    assert sent["small", "clinic"] == sent["large", "clinic"]
    assert sent["small", "coordinator"] == sent["large", "coordinator"]
