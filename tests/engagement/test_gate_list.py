"""Every engagement figure is on the gate's list, and none on it tells of people who have not agreed (R26)."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import replace

import pytest

import services.engagement
import services.sheets.report
from models import MarkKind
from services.engagement.age import newest_register
from services.engagement.agreed_later import agreed_later
from services.engagement.attendance import Outcome, attendance
from services.engagement.conversion import conversion
from services.engagement.disclosure import GivenOut, Rounded
from services.engagement.heading import heading
from services.engagement.journey import journey
from services.engagement.leaving import leaving
from services.engagement.meeting import meeting
from services.engagement.newcomers import newcomers
from services.engagement.outside import attendance_outside
from services.engagement.periods import Period
from services.engagement.practised import practised
from services.engagement.registers import missing_registers
from services.engagement.seasons import seasons
from services.engagement.shared_load import shared_load
from services.engagement.staying import staying
from services.engagement.waits import waits
from services.kept import KEPT
from services.security.actor import Actor
from services.security.needs import ACTIONS
from services.security.permissions import Permission
from services.settings import ROOT
from tests.engagement.world import Someone, build

# A new figure is written down here, with a call that reads all of it. The test below then tries it out.
FIGURES: dict[str, Callable[[Actor, int], object]] = {
    "engagement.age.newest_register": newest_register,
    "engagement.attendance.attendance": attendance,
    "engagement.journey.journey": journey,
    "engagement.outside.attendance_outside": attendance_outside,
    "engagement.conversion.conversion": conversion,
    "engagement.heading.heading": heading,
    "engagement.agreed_later.agreed_later": agreed_later,
    "engagement.leaving.leaving": leaving,
    "engagement.meeting.meeting": meeting,
    "engagement.newcomers.newcomers": newcomers,
    "engagement.practised.practised": practised,
    "engagement.seasons.seasons": seasons,
    "engagement.shared_load.shared_load": shared_load,
    "engagement.staying.staying": staying,
    "engagement.registers.missing_registers": lambda actor, group: missing_registers(actor, group, Period.ALL_TIME),
    "engagement.waits.waits": waits,
}
# They take what the figures gave or were given at, and tell nothing of anybody.
GIVEN_ONLY = {
    "engagement.exports.recording.exported",
    "engagement.exports.standing.standing",
    "engagement.exports.still_theirs.check_still_theirs",
    "sheets.report.report",
}

HELD = (Outcome.RECORDED,) * 5
CAME, AWAY = (MarkKind.CAME,) * 5, (MarkKind.DID_NOT_COME,) * 5
ROOM = (Someone(CAME, sent_days_ago=75), Someone(CAME), Someone(AWAY, sent_days_ago=75))
OTHER = Someone(CAME, consent="none", sent_days_ago=75)
ELSE = (replace(OTHER, marks=AWAY), replace(OTHER, accepted_after=None), replace(OTHER, consent="expired"))


def test_every_engagement_figure_is_on_the_gates_list() -> None:
    for module in pkgutil.walk_packages(services.engagement.__path__, "services.engagement."):
        importlib.import_module(module.name)
    assert {name for name, needed in ACTIONS.items() if needed is Permission.SEE_ENGAGEMENT} == set(
        FIGURES
    ) | GIVEN_ONLY


def test_every_figure_is_worked_out_once_while_nothing_is_written() -> None:
    assert set(FIGURES) <= KEPT


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_the_same_whatever_few_others_did(database_url: str, name: str) -> None:
    """Fewer than 8 others, who came or not, were welcomed or not, once agreed or never, or are not there at all."""
    seen = []
    for others in ((), (OTHER,), ELSE, (OTHER,) * 7):
        world = build(HELD, (*ROOM, *others))
        seen.append(FIGURES[name](world.clinic, world.group.id or 0))
    assert all(one == seen[0] for one in seen)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_the_same_for_every_number_in_a_bucket(database_url: str, name: str) -> None:
    """8 others and 12 are both about 10, and nothing else tells them apart."""
    fewest, most = build(HELD, (*ROOM, *(OTHER,) * 8)), build(HELD, (*ROOM, *(OTHER,) * 12))
    assert FIGURES[name](fewest.clinic, fewest.group.id or 0) == FIGURES[name](most.clinic, most.group.id or 0)


@pytest.mark.parametrize("make_one", [lambda: Rounded(10), lambda: Rounded(10, object())])
def test_nobody_else_makes_a_rounded_number(make_one: Callable[[], Rounded]) -> None:
    with pytest.raises(TypeError, match="disclosure"):
        make_one()


def test_a_rounded_number_is_not_changed_into_another(database_url: str) -> None:
    world = build(HELD, (OTHER,) * 8)
    given = attendance(world.clinic, world.group.id or 0).sessions[0].given_out
    assert isinstance(given, GivenOut)
    with pytest.raises((TypeError, ValueError)):
        replace(given.others, about=0)


def test_only_the_gate_reads_what_was_given_out() -> None:
    """The two tables are read and written in the gate's own files alone."""
    allowed = {"attendance.py", "attendance_rows.py", "disclosure.py", "giving_out.py", "outside.py"}
    told = [
        path
        for room in ("services", "ui", "pages")
        for path in (ROOT / room).rglob("*.py")
        if "PublishedOthers" in path.read_text() or "AmongOthers" in path.read_text()
    ]
    assert {path.name for path in told if path.parent.name == "engagement"} == allowed
    assert [path for path in told if path.parent.name != "engagement"] == []
