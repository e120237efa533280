"""Whether the group is shared, recounted from raw rows (R21, R26)."""

import pytest

from models import DutyState, MarkKind
from services.engagement.attendance import Outcome
from services.engagement.periods import Period
from services.engagement.shared_load import Shared, SharedLoad, shared_load
from tests.engagement import recount, recount_load
from tests.engagement.further import More, many, together
from tests.engagement.test_figures import EVER, months
from tests.engagement.world import Someone

CAME, MISSED = MarkKind.CAME, MarkKind.DID_NOT_COME
HELD = Outcome.RECORDED


def figures(one: Shared) -> recount_load.Counts:
    return one.duties, one.holders, one.top_two, one.came, one.with_role


def told(view: SharedLoad) -> dict[str, recount_load.Counts]:
    parts = {recount_load.quarter(stretch.begins): figures(one) for stretch, one in view.by_time}
    return {"all": figures(view.all), **{name: counts for name, counts in parts.items() if counts[0] or counts[3]}}


def of(state: DutyState, *, backup: bool = False, outcome: Outcome = HELD) -> Shared:
    """One person with one duty at the only group session, to which they came."""
    world = together((outcome,), [(Someone((CAME,)), More(duties=((0, state, backup),)))])
    return shared_load(world.coordinator, world.group.id or 0).all


@pytest.mark.parametrize("seed", range(3))
def test_both_are_given_every_number_they_may_know(database_url: str, seed: int) -> None:
    """R26."""
    world = many(seed, sessions=45, people=25)
    many(seed + 100, sessions=5, people=5)  # another clinic's
    group, agreed = world.group.id or 0, recount.agreed(world.clinic.clinic_id or 0)
    whole = shared_load(world.coordinator, group, Period.ALL_TIME)
    assert told(whole) == recount_load.shares(group, EVER, None)
    assert told(shared_load(world.coordinator, group)) == recount_load.shares(group, months(12), None)
    assert told(shared_load(world.clinic, group)) == recount_load.shares(group, months(24), agreed)
    assert whole.all.top_two < whole.all.duties
    assert whole.all.with_role


@pytest.mark.parametrize("state", DutyState)
def test_a_duty_counts_when_it_was_done(database_url: str, state: DutyState) -> None:
    """At a finished register whoever accepted and did not do it has not carried it."""
    found = of(state)
    assert (found.duties, found.with_role) == ((1, 1) if state is DutyState.DONE else (0, 0))


@pytest.mark.parametrize("state", DutyState)
def test_without_a_finished_register_a_duty_counts_when_it_was_accepted_too(
    database_url: str, state: DutyState
) -> None:
    """R12: nobody has said whether it was done; and who came is not known."""
    carried = state in (DutyState.ACCEPTED, DutyState.DONE)
    assert of(state, outcome=Outcome.NOT_RECORDED) == (Shared(1, 1, 1, 0, 0) if carried else Shared(0, 0, 0, 0, 0))


def test_standing_by_is_no_duty(database_url: str) -> None:
    assert of(DutyState.DONE, backup=True).duties == 0


def test_a_cancelled_group_session_has_no_duties(database_url: str) -> None:
    """R12."""
    assert of(DutyState.ACCEPTED, outcome=Outcome.CANCELLED) == Shared(0, 0, 0, 0, 0)


def test_the_two_with_most_are_counted_together(database_url: str) -> None:
    """R21: three, two and one duty."""
    people = [
        (Someone((CAME,) * 3), More(duties=tuple((at, DutyState.DONE, False) for at in range(number))))
        for number in (1, 3, 2, 0)
    ]
    world = together((HELD,) * 3, people)
    assert figures(shared_load(world.coordinator, world.group.id or 0).all) == (6, 3, 5, 4, 3)


def test_quarters_without_anything_are_there(database_url: str) -> None:
    world = together((HELD,) * 2, [(Someone((CAME, CAME)), More())])
    view = shared_load(world.coordinator, world.group.id or 0)
    assert len(view.by_time) in (4, 5)
    assert [one.came for _, one in view.by_time][:2] == [0, 0]
