"""Newcomers as a chart and in words: how many, how often, and of whom (R23, R26, R27, R28)."""

from dataclasses import replace
from datetime import date, timedelta

from services.engagement.disclosure import Scope
from services.engagement.newcomers import Newcomers, Quarter
from services.engagement.periods import Period
from services.engagement.statistics.rates import poisson_rate
from tests.engagement.drawn import drawn
from ui.charts.newcomers import TOO_FEW, newcomers_finding


def view(*counts: int, scope: Scope = Scope.EVERYONE) -> Newcomers:
    days = [date(2025, 11, 27), date(2026, 2, 27), date(2026, 5, 27), date(2026, 8, 27), date(2026, 11, 27)]
    quarters = tuple(
        Quarter(since, until - timedelta(days=1), count)
        for since, until, count in zip(days, days[1:], counts, strict=False)
    )
    rate = poisson_rate(sum(counts), len(counts))
    return Newcomers(scope, Period.LAST_12_MONTHS, quarters, rate, (date(2026, 3, 5),))


def test_the_sentence_says_how_many_and_how_often() -> None:
    """R23: 7 in 4, Garwood 2.814 to 14.423 (published tables), so 0.7 to 3.6 in one."""
    assert newcomers_finding(view(3, 0, 2, 2)).sentence == (
        "From 27 Nov 2025 to 26 Nov 2026, 7 people came for the first time: 2 in the newest three months, "
        "1.8 in an average three months (plausibly 0.7 to 3.6)."
    )


def test_when_nobody_is_new_it_says_so() -> None:
    assert newcomers_finding(replace(view(0, 0, 0, 0), rate=None)).sentence == (
        "From 27 Nov 2025 to 26 Nov 2026, nobody came for the first time."
    )


def test_of_one_quarter_there_is_no_average_but_a_range() -> None:
    assert newcomers_finding(view(9)).sentence.endswith(
        "9 people came for the first time (plausibly 4.1 to 17.1 every three months)."
    )


def test_without_a_rate_it_says_from_when_on_there_is_one() -> None:
    """R23."""
    finding = newcomers_finding(replace(view(2), rate=None))
    assert finding.sentence.endswith("2 people came for the first time.")
    assert finding.method[-1] == TOO_FEW


def test_a_clinics_sentence_says_of_whom_it_speaks() -> None:
    """R26."""
    sentence = newcomers_finding(view(1, 0, 0, 0, scope=Scope.AGREED)).sentence
    assert "1 of the people who agreed to feedback came for the first time: none in the newest" in sentence


def test_the_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = newcomers_finding(view(3, 0, 2, 2))
    columns = drawn(finding.spec)
    assert [row[1] for row in reversed(finding.table.rows)] == [str(one["count"]) for one in columns]
    assert [f"{row[0]}: {row[1]}" for row in reversed(finding.table.rows)] == [one["said"] for one in columns]


def test_missing_registers_are_named() -> None:
    """R28."""
    assert newcomers_finding(view(1, 1)).notes[0] == "Not recorded: 5 Mar 2026. This one is in no figure."
