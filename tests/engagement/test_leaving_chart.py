"""Why people leave as a chart: warm words, counts, table of the plotted figures (R23, R27)."""

from dataclasses import replace

from models import LeavingReason
from services.engagement.disclosure import Scope
from services.engagement.leaving import Leaving
from services.engagement.periods import Period
from ui.charts.leaving import WORDS, leaving_finding

LEFT = Leaving(
    Scope.EVERYONE,
    Period.ALL_TIME,
    (
        (LeavingReason.HEALTH, 4),
        (LeavingReason.MANAGING_WELL, 3),
        (LeavingReason.UNKNOWN, 1),
        (LeavingReason.TIME_AND_TRAVEL, 0),
        (LeavingReason.NO_CONNECTION, 0),
    ),
)
FEW = replace(
    LEFT, reasons=((LeavingReason.UNKNOWN, 2), *[(reason, 0) for reason in LeavingReason if reason != "unknown"])
)


def test_managing_well_is_told_as_good_news() -> None:
    assert leaving_finding(LEFT).sentence == (
        "Of 8 people who left in this time, 3 left because they are managing well, which is good news; for 4, "
        "health came first."
    )


def test_not_knowing_is_said_plainly() -> None:
    assert leaving_finding(FEW).sentence == "Of 2 people who left in this time, we do not know why for 2."


def test_a_clinics_sentence_says_whose_it_is() -> None:
    """R26."""
    sentence = leaving_finding(replace(LEFT, scope=Scope.AGREED)).sentence
    assert sentence.startswith("Of 8 people who agreed to feedback and who left in this time, ")


def test_the_table_holds_the_plotted_figures() -> None:
    """R23, R27: 4 of 8, Wilson 22 to 78 (0.2152 to 0.7848)."""
    finding = leaving_finding(LEFT)
    bars = finding.spec["datasets"][finding.spec["data"]["name"]]
    assert [row[1].split(" ")[0] for row in finding.table.rows] == [str(bar["count"]) for bar in bars]
    assert finding.table.rows[0] == ("Health came first", "4 of 8 · 50% (22% to 78%)")
    assert bars[0]["label"] == "Health came first: 4"


def test_below_eight_no_percentage_anywhere() -> None:
    """R23."""
    finding = leaving_finding(FEW)
    assert "%" not in f"{finding.sentence}{finding.table}{finding.notes}"


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(LeavingReason)
