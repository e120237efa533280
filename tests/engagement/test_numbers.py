"""Numbers in words: on one page they are all rounded alike."""

from dataclasses import replace
from datetime import date

import pytest

from services.engagement.outlook import Expected
from services.engagement.statistics.survival import Followed, kaplan_meier
from tests.engagement.drawn import drawn
from tests.engagement.test_charts import came
from tests.engagement.test_heading_chart import HEADING, TO_COME
from tests.engagement.test_seasons_chart import view
from tests.engagement.test_staying_chart import STAYED, found
from ui.charts.attendance import attendance_finding
from ui.charts.heading import heading_finding
from ui.charts.numbers import percent, tenths, whole
from ui.charts.seasons import seasons_finding


@pytest.mark.parametrize(("number", "said"), [(7.25, "7.3"), (4.75, "4.8"), (0.05, "0.1"), (7.0, "7"), (6.96, "7")])
def test_tenths(number: float, said: str) -> None:
    assert tenths(number) == said


@pytest.mark.parametrize(("part", "said"), [(0.125, "13%"), (0.285, "29%"), (0.565, "57%"), (1.0, "100%"), (0.0, "0%")])
def test_percent(part: float, said: str) -> None:
    assert percent(part) == said


def test_whole() -> None:
    assert (whole(2.5), whole(3.5), whole(2.4)) == ("3", "4", "2")


def test_how_many_come_and_how_a_season_was_are_rounded_alike() -> None:
    assert "On average 7.3 people" in attendance_finding(came(7, 7, 7, 8)).sentence
    season = seasons_finding(view((7, 7, 7, 8), (4, 5, 5, 5)))
    assert "on average 7.3 people" in season.sentence
    assert "it was 4.8 at 4" in season.sentence
    assert [bar["value"] for bar in drawn(season.spec)][:2] == [7.3, 4.8]


def test_the_table_of_where_it_is_heading_and_its_drawing_are_rounded_alike() -> None:
    """R27: 6.25 is rounded once, and not first for the drawing and then for its words."""
    outlook = replace(TO_COME, months=(Expected(date(2026, 11, 26), 6.25, 8.5, 9.75),))
    finding = heading_finding(HEADING, outlook)
    assert finding.table.rows[0][1:] == ("6.3", "8.5", "9.8")
    (point,) = drawn(finding.spec)
    assert (point["low"], point["middle"], point["high"]) == (6.3, 8.5, 9.8)
    assert point["said"].endswith("6.3 to 9.8")
    assert "now it is about 9," in finding.sentence


def test_the_share_who_keep_coming_is_rounded_as_every_share_is() -> None:
    people = [*[Followed(30, ended=True)] * 9, *[Followed(400, ended=False)] * 15]
    assert "63%" in [row[2] for row in found(replace(STAYED, curve=kaplan_meier(people))).table.rows]
