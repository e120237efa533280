"""A chart that was built is kept for whoever has the same role and scope, and for nobody else."""

from dataclasses import replace

import pytest

from models import Role
from services.security.actor import Actor
from ui.engagement.kept_finding import kept_finding

COORDINATOR = Actor(1, "coordinator", "Sam Field", Role.COORDINATOR, None, (1, 2), 7, must_change_password=False)
OTHERS = (
    replace(COORDINATOR, group_ids=(1,)),
    replace(COORDINATOR, role=Role.CLINIC_STAFF),
    replace(COORDINATOR, clinic_id=1),
)


class Builder:
    """Remembers of what it built."""

    def __init__(self) -> None:
        self.built: list[tuple[int, ...]] = []

    def __call__(self, figures: tuple[int, ...]) -> str:
        self.built.append(figures)
        return f"{len(self.built)} of {figures}"


def test_the_same_figures_are_built_once() -> None:
    build = Builder()
    again = replace(COORDINATOR, account_id=2, sign_in_session_id=8)
    assert [kept_finding(actor, build, (3, 4)) for actor in (COORDINATOR, again)] == ["1 of (3, 4)"] * 2
    assert kept_finding(COORDINATOR, build, (3, 5)) == "2 of (3, 5)"


@pytest.mark.parametrize("other", OTHERS)
def test_r26_the_same_figures_of_another_scope_are_built_anew(other: Actor) -> None:
    build = Builder()
    assert kept_finding(COORDINATOR, build, (3, 4)) == "1 of (3, 4)"
    assert kept_finding(other, build, (3, 4)) == "2 of (3, 4)"


def test_two_charts_of_the_same_figures_are_two() -> None:
    one, other = Builder(), Builder()
    assert kept_finding(COORDINATOR, one, (3, 4)) == kept_finding(COORDINATOR, other, (3, 4)) == "1 of (3, 4)"
    assert one.built == other.built == [(3, 4)]
