"""Where the group is heading as a chart and in words: a range, the room, and what both are made of (R23, R27, R28)."""

from dataclasses import replace
from datetime import date

import pytest

from services.engagement.disclosure import Scope
from services.engagement.heading import Heading
from services.engagement.outlook import Expected, Outlook
from services.engagement.periods import Period
from services.engagement.statistics.intervals import Interval
from services.engagement.statistics.rates import Rate
from tests.engagement.drawn import drawn
from ui.charts.heading import NO_CAPACITY, heading_finding

TO_COME = Outlook(
    coming=12,
    visits=48,
    joined=5,
    left=3,
    joining=Rate(0.417, Interval(0.135, 0.972)),
    leaving=Rate(0.024, Interval(0.005, 0.071)),
    months=(Expected(date(2026, 11, 26), 8, 8, 8), Expected(date(2027, 5, 26), 5.64, 8.46, 11.82)),
)
HEADING = Heading(Scope.EVERYONE, Period.LAST_12_MONTHS, TO_COME, 24, 20, (date(2026, 3, 5),))


def test_the_sentence_is_a_range_of_whole_people_beside_the_room() -> None:
    """R23: the range is rounded outwards."""
    assert heading_finding(HEADING, TO_COME).sentence == (
        "In the last 12 months 5 people came for the first time, and 3 who came in that time have not come to the last "
        "6 group sessions. If that goes on, 5 to 12 people come to a group session by 26 May 2027; now it is about 8, "
        "and the room holds 20."
    )


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (1, "and 1 who came in that time has not come to the last 6 group sessions"),
        (0, "and nobody who came in that time has missed all of the last 6"),
    ],
)
def test_who_has_not_come_lately_is_told_as_one_or_nobody(left: int, said: str) -> None:
    assert said in heading_finding(HEADING, replace(TO_COME, left=left)).sentence


def test_a_room_that_may_be_too_small_is_told() -> None:
    sentence = heading_finding(replace(HEADING, capacity=11), TO_COME).sentence
    assert sentence.endswith("and the room holds 11, which may not be enough.")
    assert heading_finding(replace(HEADING, capacity=12), TO_COME).sentence.endswith("and the room holds 12.")


def test_the_room_is_drawn_in_with_its_name_on_the_axis() -> None:
    spec = heading_finding(HEADING, TO_COME).spec
    assert drawn(spec, 2) == [{"capacity": 20}]
    assert "'Room: 20'" in spec["layer"][2]["encoding"]["y"]["axis"]["labelExpr"]


def test_without_a_capacity_it_says_where_to_add_it() -> None:
    finding = heading_finding(replace(HEADING, capacity=None), TO_COME)
    assert finding.notes[-1] == NO_CAPACITY
    assert len(finding.spec["layer"]) == 2
    assert finding.sentence.endswith("now it is about 8.")


def test_missing_registers_are_named() -> None:
    """R28."""
    assert heading_finding(HEADING, TO_COME).notes[0] == "Not recorded: 5 Mar 2026. This one is in no figure."


def test_the_method_gives_the_rates_in_whole_people() -> None:
    """R23: 12 times 0.135 to 0.972 newly come in a year, and 100 times 0.005 to 0.071 stop in a month, outwards."""
    joining, leaving, _, usual, _ = heading_finding(HEADING, TO_COME).method
    assert joining == "At that pace, plausibly 1 to 12 people come for the first time in a year."
    assert leaving == "Of every 100 people who come, plausibly 0 to 8 stop in a month."
    assert usual.startswith("12 people came to at least one of those 6, and made 48 visits to them.")


def test_the_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = heading_finding(HEADING, TO_COME)
    points = [(one["low"], one["middle"], one["high"]) for one in drawn(finding.spec)]
    assert [tuple(map(float, row[1:])) for row in finding.table.rows] == points
    assert drawn(finding.spec, 1) == drawn(finding.spec, 0)
