"""Whether the group is shared as a chart: sentence, table of the plotted figures, scale (R21, R23, R27, R28)."""

from dataclasses import replace
from datetime import date

import pytest

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.shared_load import Shared, SharedLoad
from services.engagement.stretches import Stretch
from tests.engagement.test_charts import plotted
from ui.charts.shared_load import shared_load_finding, shared_load_sentence

SPRING, SUMMER = Stretch(date(2026, 4, 1), 3), Stretch(date(2026, 7, 1), 3)
LOAD = SharedLoad(
    Scope.EVERYONE,
    Period.ALL_TIME,
    Shared(40, 6, 22, 15, 6),
    ((SPRING, Shared(30, 6, 18, 14, 6)), (SUMMER, Shared(10, 3, 8, 7, 3))),
    (),
)


def test_the_sentence_has_numerators_and_denominators() -> None:
    """R23."""
    assert shared_load_sentence(LOAD) == (
        "The two people with most held 22 of 40 duties; 6 of 15 people who came had a role."
    )


def test_a_clinics_sentence_says_whose_it_is() -> None:
    """R26."""
    assert shared_load_sentence(replace(LOAD, scope=Scope.AGREED)) == (
        "Among people who agreed to feedback, the two people with most held 22 of 40 duties; 6 of 15 people who came "
        "had a role."
    )


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        (Shared(5, 2, 5, 9, 2), "Two people held all 5 duties; 2 of 9 people who came had a role."),
        (Shared(1, 1, 1, 1, 1), "One person held the one duty; 1 of 1 person who came had a role."),
        (Shared(0, 0, 0, 9, 0), "No duties were noted in this time; 0 of 9 people who came had a role."),
    ],
)
def test_few_are_told_as_they_are(shared: Shared, said: str) -> None:
    assert shared_load_sentence(replace(LOAD, all=shared)) == said


def test_the_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = shared_load_finding(LOAD)
    for row in finding.table.rows[:-1]:
        drawn = [str(bar["count"]) for bar in plotted(finding.spec, 0) if bar["when"] == row[0]]
        assert drawn == [cell.split(" ")[0] for cell in row[1:]]
    assert finding.table.rows[0][:3] == ("Apr to Jun 2026", "30", "18 of 30 · 60%")


def test_what_the_two_with_most_hold_has_no_range_and_people_with_a_role_have_one() -> None:
    """R23: duties are not drawn one by one; 6 of 14 people, Wilson 21 to 67 (0.2138 to 0.6741)."""
    finding = shared_load_finding(LOAD)
    assert finding.table.rows[0][4] == "6 of 14 · 43% (21% to 67%)"
    assert [" to " in row[2] for row in finding.table.rows] == [False] * 3
    assert "it has no range" in finding.method[-1]


def test_without_duties_there_is_no_share_of_them() -> None:
    none = replace(LOAD, by_time=((SPRING, Shared(0, 0, 0, 9, 0)), (SUMMER, Shared(7, 3, 5, 9, 3))))
    assert [row[2] for row in shared_load_finding(none).table.rows[:2]] == ["", "5 of 7"]


def test_below_eight_there_is_no_percentage() -> None:
    """R23."""
    assert shared_load_finding(LOAD).table.rows[1][4] == "3 of 7"


def test_duties_and_people_have_a_scale_each_and_both_are_named() -> None:
    finding = shared_load_finding(LOAD)
    tops = [round(bar["top"] - bar["floor"], 2) for bar in plotted(finding.spec, 0)]
    assert tops[0] == tops[4] == 0.55
    assert finding.notes[0].startswith("The tallest bars are 30 duties and 14 people.")


def test_missing_registers_are_named() -> None:
    """R28."""
    finding = shared_load_finding(replace(LOAD, not_recorded=(date(2026, 4, 2), date(2026, 5, 7))))
    assert finding.notes[0] == "2 registers not finished, so visits may be missing: 2 Apr 2026, 7 May 2026."
