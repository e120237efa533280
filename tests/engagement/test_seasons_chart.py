"""This season beside the same months a year before, as a chart and in words (R23, R27, R28, R29)."""

from dataclasses import replace
from datetime import date

from services.engagement.disclosure import Scope
from services.engagement.periods import Period
from services.engagement.seasons import Pair, Season, Seasons
from tests.engagement.drawn import drawn
from ui.charts.change import agreed_since
from ui.charts.seasons import DIFFERENCE, seasons_finding


def view(now: tuple[int, ...], before: tuple[int, ...], *, whole: bool = False) -> Seasons:
    autumn = Pair(
        Season(date(2026, 9, 1), date(2026, 11, 26), now),
        Season(date(2025, 9, 1), date(2025, 11, 26), before),
        whole,
    )
    winter = Pair(
        Season(date(2025, 12, 1), date(2026, 2, 28), (5,)), Season(date(2024, 12, 1), date(2025, 2, 28), ()), True
    )
    return Seasons(Scope.EVERYONE, Period.LAST_12_MONTHS, (autumn, winter), (date(2026, 9, 10),))


def test_the_sentence_gives_the_visits_and_group_sessions_behind_each_average() -> None:
    """R23, R29."""
    assert seasons_finding(view((8, 9, 8, 9), (5, 6, 5, 6))).sentence == (
        "In autumn 2026 up to 26 Nov 2026, on average 8.5 people came to 4 recorded group sessions (34 visits); "
        "in the same days a year before it was 5.5 at 4 (22 visits): about 3 more (between 2 and 4)."
    )


def test_a_difference_that_may_be_none_is_not_clear() -> None:
    sentence = seasons_finding(view((8, 2, 8, 4), (5, 6, 5, 6), whole=True)).sentence
    assert sentence.endswith("in the same months a year before it was 5.5 at 4 (22 visits): no clear difference.")


def test_too_few_group_sessions_say_nothing_of_a_difference() -> None:
    assert seasons_finding(view((8,), (5,))).sentence.endswith("it was 5 at 1 (5 visits).")


def test_a_season_without_a_register_is_compared_with_nothing() -> None:
    finding = seasons_finding(view((8,), ()))
    assert finding.sentence.startswith("No season has a finished register in both years yet")
    assert finding.table.rows[1] == ("Autumn 2025 (1 Sep 2025 to 26 Nov 2025)", "0", "0", "No finished register")


def test_missing_registers_are_named() -> None:
    """R28."""
    assert seasons_finding(view((8,), (5,))).notes[0] == "Not recorded: 10 Sep 2026. This one is in no figure."


def test_the_table_holds_the_plotted_figures() -> None:
    """R27: and the year before is told from this one by its outline and its words."""
    finding = seasons_finding(view((8, 9), (5, 6)))
    bars = drawn(finding.spec)
    assert [bar["label"] for bar in bars] == [
        "Autumn 2026: 8.5 on average",
        "Autumn 2025: 5.5 on average",
        "Winter 2025/26: 5 on average",
        "Winter 2024/25: no finished register",
    ]
    assert [bar["hollow"] for bar in bars] == [False, True, False, True]
    assert [row[3] for row in finding.table.rows[:3]] == [f"{bar['value']:g}" for bar in bars[:3]]


def test_a_clinics_sentence_says_of_whom_it_speaks() -> None:
    """R26."""
    finding = seasons_finding(replace(view((8, 9), (5, 6)), scope=Scope.AGREED))
    assert "on average 8.5 of the people who agreed to feedback came" in finding.sentence


def test_a_clinics_sentence_compares_nothing_since_it_may_be_consent_growing() -> None:
    finding = seasons_finding(replace(view((8, 9, 8, 9), (5, 6, 5, 6)), scope=Scope.AGREED))
    assert finding.sentence.endswith("came to 4 recorded group sessions (34 visits).")
    assert "before" not in finding.sentence
    assert (finding.notes[-1], DIFFERENCE in finding.method) == (agreed_since("a year before"), False)
