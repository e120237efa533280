"""How long people keep coming as a chart: sentence, curve, band, numbers at risk, table (R25, R27)."""

from dataclasses import replace
from datetime import date

import pytest

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.statistics.survival import Followed, kaplan_meier
from services.engagement.staying import Staying
from tests.engagement.test_charts import plotted
from ui.charts.finding import Finding
from ui.charts.staying import staying_finding, staying_notes, staying_sentence

LEFT = [Followed(days, ended=True) for days in (0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330)]
HERE = [Followed(days, ended=False) for days in (20, 100, 200, 300, 400, 500, 600, 700, 730)]
STAYED = Staying(Scope.EVERYONE, Period.ALL_TIME, 21, 12, 3, 1, kaplan_meier([*LEFT, *HERE]), date(2026, 9, 3), ())
FEW = replace(STAYED, people=9, left=2, curve=None)


def found(stayed: Staying = STAYED) -> Finding:
    finding = staying_finding(stayed)
    assert finding is not None
    return finding


def test_the_sentence_has_the_counts_and_half_with_its_range() -> None:
    """R23: the whole before the part of it."""
    assert found().sentence.startswith(
        "Of 21 people who first came in this time, 12 have not come lately, 2 of them after a single visit. "
        "Half keep coming for 8.9 months or longer (plausibly "
    )


def test_who_came_once_and_only_lately_is_told_apart() -> None:
    """R24."""
    lately = "“Lately” is the last 6 recorded group sessions"
    assert f"{lately}; 1 who came once first came to one of these: too early to say." in found().notes
    assert f"{lately}." in found(replace(STAYED, once_lately=0)).notes


def test_while_nobody_can_be_missed_nobody_is() -> None:
    """R24: with fewer than six group sessions."""
    early = replace(STAYED, left=0, known_until=None)
    assert "lately" not in staying_sentence(early)
    assert "Fewer than 6 registers are finished, so it is too early" in staying_notes(early)[0]


def test_when_everybody_came_again_it_says_so() -> None:
    said = staying_sentence(replace(STAYED, once=1, once_lately=1))
    assert "this time, 12 have not come lately, none of them after a single visit." in said
    assert "this time, all have come lately." in staying_sentence(replace(STAYED, left=0, once=1, once_lately=1))


def test_while_more_than_half_keep_coming_it_says_no_more() -> None:
    here = kaplan_meier([Followed(0, ended=True), *[Followed(365, ended=False)] * 20])
    assert found(replace(STAYED, left=1, once=2, curve=here)).sentence.endswith(
        "1 has not come lately, after a single visit. More than half keep coming for as long as can be told, 12 months."
    )


def of(*known: tuple[int, bool, int]) -> str:
    """What is said of so many people: (days, whether they left, how many)."""
    people = [Followed(days, ended=left) for days, left, many in known for _ in range(many)]
    return staying_sentence(replace(STAYED, people=len(people), curve=kaplan_meier(people)))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            ((0, True, 13), (100, True, 9), (200, False, 2)),
            ". Half did not stay beyond their first visit (plausibly between a single visit and 3.3 months).",
        ),
        (
            ((0, True, 13), (200, False, 9)),
            ". Half did not stay beyond their first visit (plausibly anything from a single visit up).",
        ),
        (((0, True, 23), (200, False, 1)), ". Half did not stay beyond their first visit."),
        (((0, False, 24),), ". It is too early to say for how long."),
        (
            ((0, True, 9), (90, True, 9), (200, False, 4)),
            ". Half keep coming for 3 months or longer (plausibly between a single visit and 3 months).",
        ),
    ],
)
def test_no_time_is_given_that_would_read_0_months(known: tuple[tuple[int, bool, int], ...], said: str) -> None:
    sentence = of(*known)
    assert sentence.endswith(said)
    assert " 0 month" not in sentence


def test_below_twenty_there_are_words_and_no_curve() -> None:
    """R25."""
    assert staying_finding(FEW) is None
    assert staying_sentence(FEW) == (
        "Of 9 people who first came in this time, 2 have not come lately, 2 of them after a single visit."
    )
    assert "With fewer than 20 people a curve would mislead." in staying_notes(FEW)
    assert "%" not in f"{staying_sentence(FEW)}{staying_notes(FEW)}"


def test_a_clinics_sentence_says_whose_it_is() -> None:
    """R26."""
    sentence = staying_sentence(replace(FEW, scope=Scope.AGREED))
    assert sentence.startswith("Of 9 people who agreed to feedback and who first came in this time, ")


def test_the_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = found()
    line, band = plotted(finding.spec, 0), plotted(finding.spec, 1)
    assert [(row[1], row[2]) for row in finding.table.rows] == [
        (str(point["at_risk"]), f"{100 * point['share']:.0f}%") for point in line
    ]
    ranges = [f"{100 * point['low']:.0f}% to {100 * point['high']:.0f}%" for point in band]
    assert [row[3] for row in finding.table.rows if row[3]] == ranges


def test_no_two_rows_of_the_table_are_of_the_same_month() -> None:
    """30 and 31 days are both 1 month: one row, of how it stands after both."""
    people = [*[Followed(30, ended=True)] * 5, *[Followed(31, ended=True)] * 5, *[Followed(100, ended=False)] * 10]
    rows = found(replace(STAYED, people=20, left=10, curve=kaplan_meier(people))).table.rows
    assert len({row[0] for row in rows}) == len(rows)
    assert [row[1:3] for row in rows if row[0] == "1"] == [("15", "50%")]


def test_the_curve_and_its_band_are_steps() -> None:
    marks = [layer["mark"] for layer in found().spec["layer"]]
    assert [(mark["type"], mark["interpolate"]) for mark in marks] == [("line", "step-after"), ("area", "step-after")]


def test_the_numbers_at_risk_stand_under_the_axis_and_in_the_table() -> None:
    """R25: followed at all, for 6 months (182.6 days) or longer, 12, 18 and 24."""
    finding = found()
    axis = finding.spec["layer"][0]["encoding"]["x"]["axis"]
    assert axis["labelExpr"].startswith("{'0': ['0', '21'], '6': ['6', '12'], '12': ['12', '5'], '18': ['18', '3']")
    at = {row[0]: row[1] for row in finding.table.rows}
    assert (at["6"], at["12"], at["18"]) == ("12", "5", "3")
