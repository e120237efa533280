"""Each figure that follows people says how many who agreed later it leaves out, and an empty one why it is empty."""

import pytest

from models import Consent, ConsentKind, DutyState, LeavingReason, MarkKind
from services.engagement.attendance import Outcome, attendance
from tests import make
from tests.engagement.further import More, together
from tests.engagement.test_showing_the_journey import shown
from tests.engagement.world import Someone, World
from tests.pages.reading import lines
from ui.engagement.agreed_later import IN_TIME, agreed_later_note

QUESTIONS = ("conversion", "leaving", "meeting", "newcomers", "settling", "shared_load", "staying", "waits")
HELD = 20
CAME = Someone((None, *(MarkKind.CAME,) * (HELD - 1)), sent_days_ago=265)
MORE = More(
    programmes=(3,), contacted_after=4, left_days_ago=3, why=LeavingReason.HEALTH, duties=((1, DutyState.DONE, False),)
)
LATE = Someone(CAME.marks, consent="none", sent_days_ago=265)


def after_it_was_told(*people: Someone) -> World:
    """Those without consent give it after every group session was given out."""
    world = together((Outcome.RECORDED,) * HELD, [(one, MORE) for one in people])
    attendance(world.clinic, world.group.id or 0)
    said = {row.graduate_id for row in make.rows(Consent, kind=ConsentKind.FEEDBACK)}
    for graduate in world.graduates:
        if graduate and graduate.id not in said:
            make.consent(graduate, ConsentKind.FEEDBACK)
    return world


@pytest.mark.parametrize("many", [9, 21])
@pytest.mark.parametrize("name", [*QUESTIONS, "programmes"])
def test_a_figure_says_how_many_agreed_too_late_for_it(sqlite_url: str, name: str, many: int) -> None:
    """R23, R26: with and without a curve of how long people keep coming."""
    world = after_it_was_told(*[CAME] * many, LATE, LATE)
    group = world.group.id or 0
    said = lines(shown(name, world.clinic, group))
    assert said.count(agreed_later_note(2)) == 1
    assert "agreed later" not in str(lines(shown(name, world.coordinator, group)))


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_empty_figure_does_not_say_that_nobody_agreed(sqlite_url: str, name: str) -> None:
    world = after_it_was_told(LATE, LATE, LATE)
    (info,) = shown(name, world.clinic, world.group.id or 0).info
    assert info.value.startswith("Nobody who can be counted ")
    assert "3 people who agreed later are left out" in info.value


@pytest.mark.parametrize("name", QUESTIONS)
def test_when_nobody_agreed_it_says_that(sqlite_url: str, name: str) -> None:
    world = together((Outcome.RECORDED,) * HELD, [(LATE, MORE)])
    (info,) = shown(name, world.clinic, world.group.id or 0).info
    assert info.value.startswith("Nobody who agreed to feedback ")
    assert info.value.endswith(IN_TIME)


def test_the_seasons_count_whoever_agreed_later_from_then_on(sqlite_url: str) -> None:
    """So they name nobody as left out, and do not say that nobody agreed."""
    world = after_it_was_told(LATE, LATE, LATE)
    (info,) = shown("seasons", world.clinic, world.group.id or 0).info
    assert info.value.startswith("Nobody came in these seasons who had agreed to feedback by then.")
