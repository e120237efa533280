"""Newcomers as a chart and in words: how many, how often, and of whom (R23, R26, R27, R28)."""

from dataclasses import replace
from datetime import date, timedelta

from services.engagement.disclosure import Scope
from services.engagement.newcomers import Newcomers, Quarter
from services.engagement.periods import Period
from services.engagement.statistics.rates import poisson_rate
from tests.engagement.drawn import drawn
from ui.charts.newcomers import TOO_SHORT, newcomers_finding


def view(*counts: int, scope: Scope = Scope.EVERYONE) -> Newcomers:
    days = [date(2025, 11, 27), date(2026, 2, 27), date(2026, 5, 27), date(2026, 8, 27), date(2026, 11, 27)]
    quarters = tuple(
        Quarter(since, until - timedelta(days=1), count)
        for since, until, count in zip(days, days[1:], counts, strict=False)
    )
    rate = poisson_rate(sum(counts), len(counts))
    return Newcomers(scope, Period.LAST_12_MONTHS, quarters, rate, (date(2026, 3, 5),))


def test_the_sentence_says_how_many_and_how_often() -> None:
    """R23: 7 in 4, Garwood 2.814 to 14.423 (published tables), so 0.7 to 3.6 in one, rounded outwards."""
    assert newcomers_finding(view(3, 0, 2, 2)).sentence == (
        "From 27 Nov 2025 to 26 Nov 2026, 7 people came for the first time, 2 of them in the newest three months: "
        "about 2 every three months (between 0 and 4)."
    )


def test_when_nobody_is_new_it_says_so_with_the_range() -> None:
    assert newcomers_finding(view(0, 0, 0, 0)).sentence == (
        "From 27 Nov 2025 to 26 Nov 2026, nobody came for the first time: about 0 every three months (between 0 and 1)."
    )


def test_without_a_rate_it_says_that_it_is_too_early() -> None:
    """R23."""
    finding = newcomers_finding(replace(view(2), rate=None))
    assert finding.sentence.endswith(
        "2 people came for the first time; it is too early to say how often somebody does."
    )
    assert finding.method[-1] == TOO_SHORT


def test_a_clinics_sentence_says_of_whom_it_speaks() -> None:
    """R26."""
    sentence = newcomers_finding(view(1, 0, 0, 0, scope=Scope.AGREED)).sentence
    assert "1 of the people who agreed to feedback came for the first time, none of them in the newest" in sentence


def test_the_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = newcomers_finding(view(3, 0, 2, 2))
    columns = drawn(finding.spec)
    assert [row[1] for row in reversed(finding.table.rows)] == [str(one["count"]) for one in columns]
    assert [f"{row[0]}: {row[1]}" for row in reversed(finding.table.rows)] == [one["said"] for one in columns]


def test_missing_registers_are_named() -> None:
    """R28."""
    assert newcomers_finding(view(1, 1)).notes[0] == "Not recorded: 5 Mar 2026. This one is in no figure."
