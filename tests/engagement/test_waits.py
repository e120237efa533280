"""How long until first contact and first visit, recounted from raw rows (R5, R23, R26)."""

from datetime import datetime
from statistics import median

import pytest

from models import MarkKind
from services import clock
from services.engagement.attendance import Outcome
from services.engagement.periods import Period
from services.engagement.waits import Wait, Waits, waits
from tests.engagement import recount, recount_journey
from tests.engagement.further import More, many, together
from tests.engagement.recount import LONDON
from tests.engagement.recount_journey import Told
from tests.engagement.test_figures import EVER, months
from tests.engagement.world import Someone

CAME = MarkKind.CAME


def gap(one: Told, at: datetime) -> int:
    return (at.astimezone(LONDON).date() - one.sent_at.astimezone(LONDON).date()).days


def recounted(told: list[Told], step: str) -> tuple[list[int], list[int], int]:
    """(days of those who reached it, days of those who wait, how many ended without it)."""
    reached, waiting, ended = [], [], 0
    for one in told:
        at = getattr(one, step)
        if at is not None:
            reached.append(gap(one, at))
        elif one.ended is None:
            waiting.append(gap(one, clock.now()))
        else:
            ended += 1
    return sorted(reached), sorted(waiting), ended


def figures(wait: Wait) -> tuple[list[int], list[int], int]:
    return [*wait.days], [*wait.waiting], wait.ended


def of(*people: tuple[Someone, More]) -> Waits:
    world = together((), list(people))
    return waits(world.coordinator, world.group.id or 0)


def waited(*contacted_after: int | None, sent: int = 100) -> Waits:
    return of(*[(Someone((), sent_days_ago=sent), More(contacted_after=days)) for days in contacted_after])


@pytest.mark.parametrize("seed", range(3))
def test_both_are_given_every_number_they_may_know(database_url: str, seed: int) -> None:
    """R26."""
    world = many(seed, sessions=40, people=30)
    many(seed + 100, sessions=5, people=5)  # another clinic's
    group, agreed = world.group.id or 0, recount.agreed(world.clinic.clinic_id or 0)
    asked = (
        (waits(world.coordinator, group, Period.ALL_TIME), recount_journey.told(group, EVER, None)),
        (waits(world.clinic, group), recount_journey.told(group, months(24), agreed)),
    )
    for view, told in asked:
        assert figures(view.contact) == recounted(told, "contacted")
        assert figures(view.visit) == recounted(told, "came")


def test_when_all_have_reached_it_half_is_the_median(database_url: str) -> None:
    days = [1, 2, 3, 5, 8, 13, 21, 34, 55]
    view = waited(*days)
    assert view.contact.half is not None
    assert view.contact.half.value == median(days)


def test_those_who_still_wait_hold_half_back(database_url: str) -> None:
    """Eight reached it and eight have waited 100 days: at 8 days half is reached, not at the median of the eight."""
    days = [1, 2, 3, 4, 5, 6, 7, 8]
    view = waited(*days, *[None] * 8)
    assert view.contact.waiting == (100,) * 8
    assert view.contact.half is not None
    assert view.contact.half.value == 8
    assert view.contact.half.high is None


def test_below_eight_no_half_is_given(database_url: str) -> None:
    """R23."""
    assert waited(*range(7)).contact.half is None
    assert waited(*range(8)).contact.half is not None


def test_who_was_referred_lately_only_counts_for_as_long_as_they_waited(database_url: str) -> None:
    """Kaplan-Meier by hand: of 8, four are contacted on day 5; four have waited 2 days and are not at risk then."""
    slow, fresh = More(contacted_after=5), More()
    view = of(*[(Someone((), sent_days_ago=50), slow)] * 4, *[(Someone((), sent_days_ago=2), fresh)] * 4)
    assert view.contact.half is not None
    assert view.contact.half.value == 5


def test_endings_hold_half_back_as_long_as_waiting_does(database_url: str) -> None:
    """Of 8 who came or ended, four came: half of all, on the last of their days, though four ended before it."""
    ended = [(Someone((), sent_days_ago=100), More(ended_after=3))] * 4
    came = [(Someone((), sent_days_ago=100), More(contacted_after=days)) for days in (5, 10, 20, 40)]
    view = of(*ended, *came)
    assert view.contact.half is not None
    assert view.contact.half.value == 40


def test_whose_referral_ended_waits_no_longer(database_url: str) -> None:
    view = of((Someone((), sent_days_ago=100), More(ended_after=3)))
    assert figures(view.contact) == ([], [], 1)


def test_who_came_without_a_contact_noted_was_contacted_by_then(database_url: str) -> None:
    world = together((Outcome.RECORDED,) * 2, [(Someone((CAME, None), sent_days_ago=40), More())])
    view = waits(world.coordinator, world.group.id or 0)
    assert view.contact.days == view.visit.days == (12,)
