"""How long it takes as a chart: sentence, table of the plotted figures, few and many (R23, R27)."""

from dataclasses import replace

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.statistics.survival_median import SurvivalMedian
from services.engagement.waits import Wait, Waits
from tests.engagement.test_charts import plotted
from ui.charts.waits import waits_finding

CONTACT = Wait((1, 3, 5, 5, 6, 7, 9, 12), (4, 20), 1, SurvivalMedian(6.0, 3.0, 9.0))
VISIT = Wait((9, 14, 20, 30), (4, 20, 60), 4, SurvivalMedian(30.0, 14.0, None))
TOOK = Waits(Scope.EVERYONE, Period.ALL_TIME, CONTACT, VISIT, ())
FEW = replace(TOOK, contact=Wait((2, 5), (1,), 0, None), visit=Wait((9,), (1,), 1, None))


def test_the_sentence_has_counts_and_half() -> None:
    """R23."""
    assert waits_finding(TOOK).sentence == (
        "Of 11 referrals, 8 were contacted (2 still wait, 1 ended before that) and 4 came (3 still wait, 4 ended "
        "before that); half were contacted within 6 days, and half came within 30 days."
    )


def test_not_yet_half_is_said_so_and_has_no_diamond() -> None:
    finding = waits_finding(replace(TOOK, visit=replace(VISIT, half=SurvivalMedian(None, None, None))))
    assert finding.sentence.endswith("and it is not yet half who came.")
    assert [point["days"] for point in plotted(finding.spec, -1)] == [6.0]


def test_a_clinics_sentence_says_whose_it_is() -> None:
    """R26."""
    assert waits_finding(replace(TOOK, scope=Scope.AGREED)).sentence.startswith(
        "Of 11 referrals of people who agreed to feedback, "
    )


def test_the_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = waits_finding(TOOK)
    assert finding.table.rows == (
        ("First contact", "11", "8", "2", "1", "6 days", "3 to 9 days"),
        ("First visit", "11", "4", "3", "4", "30 days", "14 days or more"),
    )
    assert [point["days"] for point in plotted(finding.spec, 2)] == [6.0, 30.0]
    assert [(line["days"], line["until"]) for line in plotted(finding.spec, 0)] == [(3.0, 9.0), (14.0, 33.0)]


def test_a_range_without_an_end_has_an_arrow() -> None:
    assert [point["days"] for point in plotted(waits_finding(TOOK).spec, 1)] == [33.0]


def test_few_are_shown_one_by_one_without_a_half() -> None:
    """R23."""
    finding = waits_finding(FEW)
    assert finding.sentence == (
        "Of 3 referrals, 2 were contacted (1 still waits) and 1 came (1 still waits, 1 ended before that): too few yet "
        "to say how long it usually takes."
    )
    assert [row[-1] for row in finding.table.rows] == ["2, 5", "9"]
    assert [point["days"] for point in plotted(finding.spec, -1)] == [2, 5, 9]
    assert "half" not in f"{finding}".lower()
