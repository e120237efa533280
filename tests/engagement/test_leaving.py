"""Why people leave, recounted from raw rows (R4, R26)."""

import pytest

from models import GroupSession, LeavingReason, MarkKind, Member, MemberEvent, MemberStep
from services import clock
from services.engagement.attendance import Outcome
from services.engagement.leaving import Leaving, leaving
from services.engagement.periods import Period
from tests import make
from tests.engagement import recount, recount_leaving
from tests.engagement.further import More, many, together
from tests.engagement.test_figures import EVER, months
from tests.engagement.world import Someone, World

CAME, MISSED = MarkKind.CAME, MarkKind.DID_NOT_COME
WELL = More(left_days_ago=10, why=LeavingReason.MANAGING_WELL)


def given(view: Leaving) -> dict[str, int]:
    return {reason.value: count for reason, count in view.reasons if count}


def one(more: More, mark: MarkKind = CAME) -> World:
    return together((Outcome.RECORDED,), [(Someone((mark,)), more)])


def of(world: World, period: Period = Period.ALL_TIME) -> int:
    return leaving(world.coordinator, world.group.id or 0, period).people


@pytest.mark.parametrize("seed", range(3))
def test_both_are_given_every_number_they_may_know(database_url: str, seed: int) -> None:
    """R26."""
    world = many(seed, sessions=20, people=50)
    many(seed + 100, sessions=5, people=5)  # another clinic's
    group, agreed = world.group.id or 0, recount.agreed(world.clinic.clinic_id or 0)
    whole = leaving(world.coordinator, group, Period.ALL_TIME)
    assert given(whole) == recount_leaving.reasons(group, EVER, None)
    assert given(leaving(world.coordinator, group)) == recount_leaving.reasons(group, months(12), None)
    assert given(leaving(world.clinic, group)) == recount_leaving.reasons(group, months(24), agreed)
    assert whole.people > 0


def test_every_reason_is_there_most_frequent_first(database_url: str) -> None:
    world = one(WELL)
    reasons = leaving(world.coordinator, world.group.id or 0).reasons
    assert reasons[0] == (LeavingReason.MANAGING_WELL, 1)
    assert {reason for reason, _ in reasons} == set(LeavingReason)


def test_who_came_back_has_not_left(database_url: str) -> None:
    assert of(one(WELL)) == 1
    assert of(one(More(left_days_ago=10, came_back=True))) == 0


def test_a_break_after_leaving_changes_nothing(database_url: str) -> None:
    world = one(WELL)
    (member,) = make.rows(Member, group_id=world.group.id)
    make.add(MemberEvent(member_id=member.id, step=MemberStep.PAUSED, at=clock.now()))
    assert of(world) == 1


def test_who_never_came_has_not_left(database_url: str) -> None:
    """Somebody whose referral ended before any visit was no longer expected: that is no leaving."""
    assert of(one(WELL, MISSED)) == 0


def test_registers_that_are_missing_are_known_whenever_they_were(database_url: str) -> None:
    """R28: who came then alone seems never to have come."""
    outcomes = (Outcome.NOT_RECORDED, *[Outcome.RECORDED] * 39)
    world = together(outcomes, [(Someone((CAME,) * 40), WELL)])
    (first, *_) = sorted(make.rows(GroupSession, group_id=world.group.id), key=lambda row: row.starts_at)
    for actor in (world.coordinator, world.clinic):
        missing = leaving(actor, world.group.id or 0).not_recorded
        assert missing == (clock.local(first.starts_at).date(),)


def test_a_leaving_counts_in_the_period_it_was_recorded_in(database_url: str) -> None:
    world = one(More(left_days_ago=400))
    assert [of(world, period) for period in (Period.LAST_12_MONTHS, Period.PREVIOUS_12_MONTHS)] == [0, 1]
