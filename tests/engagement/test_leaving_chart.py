"""Why people leave as a chart: warm words, counts, table of the plotted figures (R23, R27)."""

from dataclasses import replace
from datetime import date

import pytest

from models import LeavingReason
from services.engagement.disclosure import Scope
from services.engagement.leaving import Leaving
from services.engagement.periods import Period
from ui.charts.leaving import SAID, WORDS, leaving_finding

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
        "The group noted that 8 people left in this time. 3 are managing well without the group, which is good news. "
        "For 4 health came first."
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (LeavingReason.TIME_AND_TRAVEL, "For 6 the time or the journey did not work."),
        (LeavingReason.HEALTH, "For 6 health came first."),
        (LeavingReason.NO_CONNECTION, "6 did not find a connection here."),
    ],
)
def test_every_reason_has_a_sentence_of_its_own(reason: LeavingReason, said: str) -> None:
    reasons = ((reason, 6), (LeavingReason.UNKNOWN, 7), (LeavingReason.MANAGING_WELL, 1))
    assert leaving_finding(replace(LEFT, reasons=reasons)).sentence == (
        f"The group noted that 14 people left in this time. 1 is managing well without the group, which is good news. "
        f"{said}"
    )


def test_missing_registers_are_named() -> None:
    """R28."""
    notes = leaving_finding(replace(LEFT, not_recorded=(date(2026, 4, 2),))).notes
    assert notes[0] == "1 register not finished, so visits may be missing: 2 Apr 2026."
    assert leaving_finding(LEFT).notes == notes[1:]


def test_not_knowing_is_said_plainly() -> None:
    assert leaving_finding(FEW).sentence == (
        "The group noted that 2 people left in this time. For 2 we do not know why."
    )


def test_a_clinics_sentence_says_whose_it_is() -> None:
    """R26."""
    sentence = leaving_finding(replace(LEFT, scope=Scope.AGREED)).sentence
    assert sentence.startswith("The group noted that 8 people who agreed to feedback left in this time. ")


def test_the_table_holds_the_plotted_figures() -> None:
    """R23, R27: 4 of 8, Wilson 22 to 78 (0.2152 to 0.7848)."""
    finding = leaving_finding(LEFT)
    bars = finding.spec["datasets"][finding.spec["data"]["name"]]
    assert [row[1].split(" ")[0] for row in finding.table.rows] == [str(bar["value"]) for bar in bars]
    assert finding.table.rows[0] == ("Health came first", "4 of 8 · 50% (22% to 78%)")
    assert bars[0]["label"] == "Health came first: 4"


def test_below_eight_no_percentage_anywhere() -> None:
    """R23."""
    finding = leaving_finding(FEW)
    assert "%" not in f"{finding.sentence}{finding.table}{finding.about}"


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(SAID) == set(LeavingReason)
