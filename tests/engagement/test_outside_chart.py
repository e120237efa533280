"""What leaves for outside, drawn: rounded numbers alone, the same in the picture, the table and the sentence (R26)."""

from datetime import date

from models import MarkKind
from services.engagement.attendance import Outcome
from services.engagement.outside import attendance_outside
from tests.engagement.drawn import drawn
from tests.engagement.world import Someone, build
from ui.charts.outside import PARTS, outside_finding

CAME = (MarkKind.CAME,) * 4
ROOM = [*[Someone(CAME, sent_days_ago=75)] * 3, *[Someone(CAME, consent="none", sent_days_ago=75)] * 12]


def test_both_parts_are_rounded_and_never_added_up(sqlite_url: str) -> None:
    world = build((Outcome.RECORDED,) * 4, tuple(ROOM))
    finding = outside_finding(attendance_outside(world.coordinator, world.group.id or 0), ())
    assert {row[1:] for row in finding.table.rows} == {("Fewer than 8", "About 10")}
    points = drawn(finding.spec)
    assert {(one["part"], one["came"]) for one in points} == {
        ("People who agreed to feedback", "Fewer than 8"),
        ("Everyone else", "About 10"),
    }
    assert len(finding.table.rows) * 2 == len(points)
    assert finding.sentence.startswith(
        f"{PARTS}: at {len(finding.table.rows)} of {len(finding.table.rows)} group sessions"
    )
    for exact in ("12", "15"):
        assert exact not in [cell for row in finding.table.rows for cell in row[1:]]


def test_small_numbers_are_said_as_such(sqlite_url: str) -> None:
    world = build((Outcome.RECORDED,) * 4, tuple(ROOM[:4]))
    finding = outside_finding(attendance_outside(world.clinic, world.group.id or 0), ())
    assert "fewer than 8 of each came, so up to 14 people together." in finding.sentence


def test_missing_registers_are_named(sqlite_url: str) -> None:
    """R28."""
    world = build((Outcome.RECORDED,) * 4, tuple(ROOM[:4]))
    told = attendance_outside(world.clinic, world.group.id or 0)
    named = outside_finding(told, (date(2026, 11, 12),)).notes
    assert named == ("Not recorded: 12 Nov 2026. This one is in no figure.", *outside_finding(told, ()).notes)


def test_r27_neither_part_lies_on_the_other_and_no_bucket_is_left_out(sqlite_url: str) -> None:
    world = build((Outcome.RECORDED,) * 4, (*ROOM[:3], *ROOM[3:4] * 22))
    encoding = outside_finding(attendance_outside(world.coordinator, world.group.id or 0), ()).spec["encoding"]
    assert encoding["yOffset"]["field"] == encoding["shape"]["field"] == "part"
    assert encoding["y"]["scale"]["domain"] == ["About 20", "About 15", "About 10", "Fewer than 8"]
