"""Referrals over time and by programme as charts: sentence, table of the plotted figures (R23, R24, R27, R28)."""

from dataclasses import replace
from datetime import date

import pytest

from services.engagement.conversion import Conversion, Reached
from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.stretches import Stretch, stretches
from tests.engagement.test_charts import plotted
from ui.charts.bands import stretch_name
from ui.charts.conversion import conversion_finding
from ui.charts.programmes import DRAWN, UNKNOWN, WHY_UNKNOWN, programmes_finding

MARCH, APRIL = Stretch(date(2026, 3, 1), 1), Stretch(date(2026, 4, 1), 1)
LED = Conversion(
    scope=Scope.EVERYONE,
    period=Period.ALL_TIME,
    all=Reached(12, 10, 8, 5, 2),
    by_time=((MARCH, Reached(9, 8, 6, 4, 0)), (APRIL, Reached(3, 2, 2, 1, 2))),
    by_programme=(("", Reached(1, 1, 1, 0, 0)), ("Spring", Reached(11, 9, 7, 5, 2))),
    not_recorded=(),
)


def test_the_sentence_has_numerators_and_denominator_and_what_is_too_early() -> None:
    """R23, R24."""
    assert conversion_finding(LED).sentence == (
        "Of 12 referrals sent at least 8 weeks ago, 10 were contacted, 8 came and 5 settled in, each within 8 weeks. "
        "2 were sent since then: too early to say."
    )


@pytest.mark.parametrize(("early", "said"), [(1, "1 referral was sent"), (2, "2 referrals were sent")])
def test_while_all_are_too_early_it_says_how_many(early: int, said: str) -> None:
    """R24."""
    finding = conversion_finding(replace(LED, all=Reached(0, 0, 0, 0, early)))
    assert finding.sentence == f"{said} in the last 8 weeks: too early to say."


def test_one_that_is_too_early_was_sent() -> None:
    assert conversion_finding(replace(LED, all=Reached(12, 10, 8, 5, 1))).sentence.endswith(
        " 1 was sent since then: too early to say."
    )


def test_a_clinics_sentence_says_whose_it_is() -> None:
    """R26."""
    sentence = conversion_finding(replace(LED, scope=Scope.AGREED)).sentence
    assert sentence.startswith("Of 12 referrals of people who agreed to feedback sent at least 8 weeks ago")


def test_a_share_is_given_from_eight_up_with_its_range_and_never_below() -> None:
    """R23: 6 of 9, Wilson 35 to 88 (0.3542 to 0.8794)."""
    rows = conversion_finding(LED).table.rows
    assert rows[0][3] == "6 of 9 · 67% (35% to 88%)"
    assert rows[1][1:] == ("3", "2 of 3", "2 of 3", "1 of 3", "2")


def test_the_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = conversion_finding(LED)
    bars = plotted(finding.spec, 0)
    for row in finding.table.rows[:-1]:
        drawn = [str(bar["count"]) for bar in bars if bar["when"] == row[0]]
        assert drawn == [cell.split(" ")[0] for cell in row[1:]]


def test_bars_stand_on_the_line_of_their_row_and_reach_no_name() -> None:
    for bar in plotted(conversion_finding(LED).spec, 0):
        assert bar["floor"] <= bar["top"] <= bar["floor"] + 0.55


def test_rows_are_told_apart_by_their_names_alone() -> None:
    spec = conversion_finding(LED).spec
    assert "color" not in spec["layer"][0]["encoding"]
    assert "Contacted within 8 weeks" in spec["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]


def test_the_chart_says_how_many_its_tallest_bar_is() -> None:
    assert conversion_finding(LED).notes == (
        "Settled means a third visit, which often takes longer. The tallest bar is 9.",
    )


def test_quarters_are_called_so_with_the_reason() -> None:
    quarters = tuple((Stretch(date(2026, month, 1), 3), Reached(9, 8, 6, 4, 0)) for month in (1, 4))
    finding = conversion_finding(replace(LED, by_time=quarters))
    assert finding.table.columns[0] == "Quarter sent"
    assert "by the quarter in which people were referred (more than 25 months side by side" in finding.method[0]
    assert finding.method[1] == "A quarter is three calendar months."
    assert "more than" not in conversion_finding(LED).method[0]
    assert "quarter" not in str(conversion_finding(LED).method)


def test_missing_registers_are_named() -> None:
    """R28."""
    finding = conversion_finding(replace(LED, not_recorded=(date(2026, 4, 2),)))
    assert finding.notes[0] == "1 register not finished, so visits may be missing: 2 Apr 2026."


def test_the_programmes_table_holds_the_plotted_figures() -> None:
    """R27."""
    finding = programmes_finding(LED)
    assert finding.table.rows[1][:2] == ("Spring", "11")
    assert finding.table.rows[0][0] == UNKNOWN == "No programme recorded before the referral"
    assert finding.notes[-1] == WHY_UNKNOWN
    drawn = [[bar["count"] for bar in plotted(finding.spec, layer)] for layer in range(4)]
    assert drawn == [[1, 11], [1, 9], [1, 7], [0, 5]]
    assert "Spring\n11 referred · 9 contacted · 7 came · 5 settled" in str(plotted(finding.spec, 0)[1]["label"])


def test_the_programmes_sentence_speaks_of_the_newest_that_can_be_told() -> None:
    """R24."""
    fresh = replace(LED, by_programme=(*(LED.by_programme or ()), ("Autumn", Reached(0, 0, 0, 0, 4))))
    assert programmes_finding(fresh).sentence == (
        "From the newest programme that can be told, Spring, 7 of 11 referrals of people who agreed to feedback came "
        "within 8 weeks."
    )


def test_the_programmes_sentence_leads_with_all_together_while_the_newest_is_small() -> None:
    """R23."""
    some = (("Spring", Reached(3, 3, 2, 1, 0)), ("Summer", Reached(2, 2, 1, 1, 0)))
    small = programmes_finding(replace(LED, all=Reached(30, 25, 21, 9, 0), by_programme=some))
    assert small.sentence == (
        "Of 30 referrals of people who agreed to feedback, 21 came within 8 weeks; each programme is too small to "
        "compare."
    )
    newest = programmes_finding(replace(LED, by_programme=(*(LED.by_programme or ()), some[1])))
    assert newest.sentence == (
        "Of 12 referrals of people who agreed to feedback, 8 came within 8 weeks; the newest programme, Summer, is too "
        "small to compare."
    )


def test_no_programme_recorded_is_no_programme_that_led_to_referrals() -> None:
    alone = programmes_finding(replace(LED, by_programme=(("", Reached(9, 1, 1, 0, 0)),)))
    assert alone.sentence == "No programme is recorded that anybody had completed when they were referred."
    known = programmes_finding(replace(LED, by_programme=(("Spring", Reached(9, 1, 1, 0, 0)),)))
    assert known.sentence.startswith("From the newest programme that can be told, Spring, 1 of 9")
    assert WHY_UNKNOWN not in known.notes


def test_of_many_programmes_the_newest_are_drawn_and_all_are_in_the_table() -> None:
    parts = tuple((f"Programme {number}", Reached(number, 0, 0, 0, 0)) for number in range(12))
    finding = programmes_finding(replace(LED, by_programme=parts))
    assert [bar["count"] for bar in plotted(finding.spec, 0)] == [*range(12 - DRAWN, 12)]
    assert len(finding.table.rows) == 12
    assert finding.notes[0] == "The chart shows the 8 newest programmes, the table all 12."


@pytest.mark.parametrize(
    ("first", "last", "number", "named"),
    [
        (date(2024, 12, 31), date(2026, 11, 1), 24, "Dec 2024"),
        (date(2024, 11, 27), date(2026, 11, 26), 25, "Nov 2024"),
        (date(2024, 10, 31), date(2026, 11, 1), 9, "Oct to Dec 2024"),
        (date(2016, 5, 1), date(2026, 11, 1), 11, "2016"),
    ],
)
def test_time_is_in_months_as_long_as_they_can_be_read(first: date, last: date, number: int, named: str) -> None:
    row = stretches(first, last)
    assert (len(row), stretch_name(row[0])) == (number, named)
