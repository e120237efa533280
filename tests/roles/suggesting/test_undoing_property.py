"""R20: whatever people do to a run's suggestions, undoing it removes those that nobody touched and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from models import Duty, DutyState
from services.errors import Conflict
from services.register.marking import Tap, mark
from services.roles.duties import accept, hand_back, take_back
from services.roles.suggesting.accepting import accept_suggestions
from services.roles.suggesting.runs import lock, suggest, undo
from services.roles.swapping import could_swap, swap
from tests import make
from tests.cast import Cast
from tests.roles.suggesting.checking import of_run
from tests.roles.suggesting.facts import Facts
from tests.roles.suggesting.test_groups_in_the_database import a_crowd

Act = Callable[[Cast, Duty], object]


def _swap(cast: Cast, duty: Duty) -> object:
    others = could_swap(cast.coordinator, duty.id or 0, 5)
    return swap(cast.coordinator, duty.id or 0, others[0].duty_id) if others else None


def _slip(cast: Cast, duty: Duty) -> None:
    hand_back(cast.coordinator, duty.id or 0)
    take_back(cast.coordinator_2, duty.id or 0)


def _word(cast: Cast, duty: Duty) -> None:
    for name in ("sent_word", "not_recorded"):
        mark(cast.register_taker, duty.group_session_id, [Tap(f"{name} {duty.id}", duty.member_id, name)])


def _unlock(cast: Cast, duty: Duty) -> None:
    lock(cast.coordinator, duty.id or 0, locked=True)
    lock(cast.coordinator, duty.id or 0, locked=False)


ACTS: dict[str, Act] = {
    "nothing": lambda cast, duty: None,
    "offer": lambda cast, duty: accept_suggestions(cast.coordinator, cast.group.id or 0, [duty.id or 0]),
    "yes": lambda cast, duty: accept(cast.coordinator, duty.id or 0),
    "lock": lambda cast, duty: lock(cast.coordinator, duty.id or 0, locked=True),
    "unlock": _unlock,
    "hand back": lambda cast, duty: hand_back(cast.coordinator, duty.id or 0),
    "slip": _slip,
    "word": _word,
    "swap": _swap,
}


@pytest.fixture
def folders(shared: Path, tmp_path: Path) -> tuple[Path, Path]:
    return shared, tmp_path


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=some.integers(0, 10_000), acts=some.lists(some.sampled_from([*ACTS]), max_size=12))
@example(seed=4, acts=[*ACTS])
@example(seed=27, acts=["swap", "nothing", "swap", "word", "offer", "nothing", "slip"])
def test_r20_undoing_removes_only_what_nobody_touched(folders: tuple[Path, Path], seed: int, acts: list[str]) -> None:
    with a_crowd(folders, seed, 12) as cast:
        run = suggest(cast.coordinator, cast.group.id or 0, 5).run_id
        made = of_run(Facts(), run)
        versions = {duty.id: duty.version for duty in made}
        for duty, name in zip(made, acts, strict=False):
            if make.rows(Duty, id=duty.id, version=1):
                try_to(ACTS[name], cast, duty)
        before = {duty.id: duty for duty in make.rows(Duty)}
        untouched = {at for at, version in versions.items() if at in before and before[at].version == version}
        assert undo(cast.coordinator, run) == len(untouched)
        after = {duty.id: duty for duty in make.rows(Duty)}
        assert before.keys() - after.keys() == untouched
        assert all(after[at] == before[at] for at in after)
        assert undo(cast.coordinator_2, run) == 0


def try_to(act: Act, cast: Cast, duty: Duty) -> None:
    try:
        act(cast, duty)
    except Conflict:
        assert make.rows(Duty, id=duty.id)[0].state in {DutyState.SUGGESTED, DutyState.HANDED_BACK}
